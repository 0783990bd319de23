#include <Poco/String.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <mutex>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Digest.h"
#include "harness/sasl/DigestResponse.h"
#include "harness/sasl/Pbkdf2.h"
#include "tests/program/ProgramTest.h"
#include "tests/program/XmppHost.h"
#include "tests/secrets/LeakFinder.h"

/// Logins with every mechanism, at a server that knows the passwords and says back all that it was told and
/// all that it can compute: nothing of it may be in anything that the program writes.

namespace xmppconf::test {

namespace {

using namespace std::chrono_literals;

const std::string kAlice = "w0nder&<land>'s end";
const std::string kBob = "b\xc3\xbclder, \"inc\"";
constexpr unsigned kIterations = 64;

std::string valueOf(const std::string& message, const std::string& name) {
    const auto begin = message.find(name);
    if (begin == message.npos) return {};
    const auto from = begin + name.size();
    return message.substr(from, message.find_first_of(",\"", from) - from);
}

struct Mechanism {
    const char* name;
    const char* vectors;
    bool tls = false;
};

/// The server's side of all mechanisms, as far as it takes to learn and to say secrets.
class Echo {
  public:
    explicit Echo(const Mechanism& mechanism) : mechanism_(mechanism) {
        learn(kAlice);
        learn(kBob);
    }

    void speak(Line& line) {
        if (mechanism_.tls) line.startTls(identity_, {.alpn = "\x0bxmpp-client"});
        host::greet(line, mechanism_.name);
        const std::vector<std::string> heard = exchange(line);
        if (line.number() <= 3) {  // greeting, canary and probe
            host::success(line);
            host::bound(line, user_ + "@conf.test/echo");
            host::farewell(line);
        }
        for (const std::string& secret : heard) learn(secret);
        say(line, heard);
    }

    LeakFinder finder() const {
        const std::lock_guard lock(mutex_);
        return finder_;
    }

  private:
    void learn(const std::string& secret) {
        const std::lock_guard lock(mutex_);
        finder_.add(secret);
    }

    std::vector<std::string> exchange(Line& line) {
        const std::string first = host::auth(line);
        const std::string name = mechanism_.name;
        if (name.starts_with("SCRAM")) return scram(line, first);
        if (name == "DIGEST-MD5") return digestMd5(line);
        user_ = first.substr(first.find('\0') + 1);
        user_ = user_.substr(0, user_.find('\0'));
        return {first, first.substr(first.rfind('\0') + 1)};
    }

    std::vector<std::string> scram(Line& line, const std::string& first) {
        const std::string bare = first.substr(std::min(first.find("n=", 2), first.size()));
        const std::string serverFirst =
            fmt::format("r={}srv,s={},i={}", valueOf(bare, "r="), sasl::encodeBase64("salt"), kIterations);
        host::challenge(line, serverFirst);
        const std::string final = host::response(line);
        user_ = valueOf(bare, "n=");
        const auto hash = mechanism_.name[10] == '1'   ? sasl::Hash::Sha1
                          : mechanism_.name[10] == '2' ? sasl::Hash::Sha256
                                                       : sasl::Hash::Sha512;
        std::vector<std::string> all;
        const std::string proof = sasl::decodeBase64(valueOf(final, ",p=")).value_or("");
        for (const std::string& password : {kAlice, kBob}) {
            const std::string salted = sasl::pbkdf2(hash, password, "salt", kIterations).value();
            const std::string clientKey = sasl::hmac(hash, salted, "Client Key");
            const std::string serverKey = sasl::hmac(hash, salted, "Server Key");
            const std::string storedKey = sasl::digest(hash, clientKey);
            const std::string message = bare + "," + serverFirst + "," + final.substr(0, final.rfind(",p="));
            const std::string clientSignature = sasl::hmac(hash, storedKey, message);
            // What belongs to a password that was not given is the server's own to tell.
            if (!proves(proof, clientSignature, clientKey)) continue;
            for (const std::string& made : {proof, final, salted, clientKey, serverKey, storedKey,
                                            clientSignature, sasl::hmac(hash, serverKey, message)})
                all.push_back(made);
        }
        return all;
    }

    /// RFC 5802 section 3: the proof is the key, exclusive or the signature.
    static bool proves(std::string proof, const std::string& signature, const std::string& key) {
        if (proof.size() != signature.size()) return false;
        for (std::size_t i = 0; i < proof.size(); ++i) proof[i] = static_cast<char>(proof[i] ^ signature[i]);
        return proof == key;
    }

    std::vector<std::string> digestMd5(Line& line) {
        host::challenge(line,
                        "nonce=\"n\",realm=\"conf.test\",qop=\"auth\",charset=utf-8,algorithm=md5-sess");
        const std::string response = host::response(line);
        user_ = valueOf(response, "username=\"");
        sasl::DigestParts parts;
        parts.username = user_;
        parts.realm = valueOf(response, "realm=\"");
        parts.password = user_ == "alice" ? kAlice : "b\xfclder, \"inc\"";
        parts.nonce = "n";
        parts.cnonce = valueOf(response, "cnonce=\"");
        parts.nonceCount = valueOf(response, "nc=");
        parts.qop = "auth";
        parts.digestUri = valueOf(response, "digest-uri=\"");
        std::vector<std::string> all = {valueOf(response, "response=")};
        if (all.front() != sasl::digestMd5Value(parts, sasl::DigestSide::Client)) return {};
        all.push_back(sasl::digestMd5PasswordHash(parts));
        all.push_back(sasl::digestMd5SessionKey(parts));
        all.push_back(sasl::digestMd5Value(parts, sasl::DigestSide::Server));
        return all;
    }

    /// Each secret in each wrapping, where the program quotes it and where it is cut, in two writes.
    static void say(Line& line, const std::vector<std::string>& secrets) {
        std::string all;
        for (const std::string& secret : secrets)
            all += fmt::format(" {} {} {}", sasl::toHex(secret), sasl::encodeBase64(secret),
                               sasl::encodeBase64("ab" + secret));
        all += " w0nder&amp;&lt;land&gt;&apos;s end b\xc3\xbclder, &quot;inc&quot; b&#252;lder, \"inc\"";
        const std::string padding(static_cast<std::size_t>(line.number()) * 97 % 1500, '.');
        const std::string text = fmt::format(
            "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>{0}{1}</text>"
            "</failure><stream:error><a xmlns='urn:x' b='{1}'/></stream:error>",
            padding, Poco::replace(all, std::string("\""), std::string("&quot;")));
        const std::size_t half = text.size() / 2;
        line.send(text.substr(0, half));
        line.rest(5ms);
        line.send(text.substr(half));
        line.drain();
    }

    Mechanism mechanism_;
    octets::TestCertificate identity_ = octets::TestCertificate::selfSigned({.subject = "conf.test"});
    mutable std::mutex mutex_;
    LeakFinder finder_;
    static thread_local std::string user_;
};

thread_local std::string Echo::user_;

class Secrets : public ProgramTest, public testing::WithParamInterface<Mechanism> {
  protected:
    void SetUp() override {
        ProgramTest::SetUp();
        const auto accounts = nlohmann::json::array({{{"jid", "alice@conf.test"}, {"password", kAlice}},
                                                     {{"jid", "bob@conf.test"}, {"password", kBob}}});
        write("accounts.json", accounts.dump());
    }

    void expectNoLeak(const LeakFinder& finder, const std::string& text, const char* where) {
        EXPECT_EQ(finder.leaks(text), std::vector<std::string>()) << where;
    }
    /// What the report holds as Base64 because it is no text.
    std::string binaryParts() const {
        std::string all;
        for (const auto& vector : report()["vectors"])
            for (const auto& entry : vector["transcript"])
                if (entry.contains("base64"))
                    all += sasl::decodeBase64(entry["base64"].get<std::string>()).value_or("");
        return all;
    }
};

TEST_P(Secrets, areInNoOutput) {
    Echo echo(GetParam());
    ScriptedPeer peer([&](Line& line) { echo.speak(line); });
    const Ended ended = run(peer.target(), {"--tls", GetParam().tls ? "direct" : "none", "--insecure",
                                            "--trace", "--verbose", "--select", GetParam().vectors});
    const LeakFinder finder = echo.finder();
    EXPECT_GT(finder.size(), 4U) << "hardly anything was said that could leak";
    EXPECT_FALSE(report()["vectors"].empty()) << ended.all();
    EXPECT_NE(ended.output.find("«masked: "), std::string::npos);
    expectNoLeak(finder, contentOf(path("r.json")), "JSON");
    expectNoLeak(finder, html(), "HTML");
    expectNoLeak(finder, ended.output, "console");
    expectNoLeak(finder, ended.errors, "errors");
    expectNoLeak(finder, binaryParts(), "Base64 in JSON");
}

std::string nameOf(const testing::TestParamInfo<Mechanism>& each) {
    return Poco::replace(std::string(each.param.name), std::string("-"), std::string());
}

INSTANTIATE_TEST_SUITE_P(, Secrets,
                         testing::Values(Mechanism{"PLAIN", "sasl/plain/*"},
                                         Mechanism{"SCRAM-SHA-1", "sasl/scram-sha-1/*"},
                                         Mechanism{"SCRAM-SHA-256", "sasl/scram-sha-256/*"},
                                         Mechanism{"SCRAM-SHA-512", "sasl/scram-sha-512/*"},
                                         Mechanism{"DIGEST-MD5", "sasl/digest-md5/*"}),
                         nameOf);

class AccountFiles : public ProgramTest {};

TEST_F(AccountFiles, thatEverybodyCanReadGetAWarning) {
    ScriptedPeer peer([](Line& line) { line.reset(); });
    EXPECT_EQ(run(peer.target(), {"--tls", "none"}).errors, "");
    ASSERT_EQ(::chmod(path("accounts.json").c_str(), 0644), 0);
    const std::string warned = run(peer.target(), {"--tls", "none"}).errors;
    EXPECT_NE(warned.find("warning: every user of this machine can read the passwords in"), std::string::npos)
        << warned;
}

TEST_F(AccountFiles, thatAreBrokenAreNotQuoted) {
    write("accounts.json",
          "[{\"jid\":\"alice@conf.test\",\"pasword\":\"" + std::string("h1dden-one") + "\"}, h1dden-two");
    Program program(options("127.0.0.1:1", {}), path(""));
    const Ended ended = program.wait();
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.all().find("h1dden"), std::string::npos) << ended.all();
    write("accounts.json", R"([{"jid":"alice@conf.test","pasword":"h1dden-one"}])");
    Program second(options("127.0.0.1:1", {}), path(""));
    const Ended again = second.wait();
    EXPECT_EQ(again.code, 2);
    EXPECT_EQ(again.all().find("h1dden"), std::string::npos) << again.all();
}

}  // namespace

}  // namespace xmppconf::test
