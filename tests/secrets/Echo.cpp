#include "tests/secrets/Echo.h"

#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/sasl/Base64.h"
#include "harness/sasl/DigestResponse.h"
#include "tests/program/XmppHost.h"
#include "tests/secrets/Derived.h"

namespace xmppconf::test {

namespace {

using namespace std::chrono_literals;

constexpr unsigned kEchoIterations = 64;

std::string valueOf(const std::string& message, const std::string& name) {
    const auto begin = message.find(name);
    if (begin == message.npos) return {};
    const auto from = begin + name.size();
    return message.substr(from, message.find_first_of(",\"", from) - from);
}

/// Channel binding types are announced (XEP-0440), so that a login which is refused is broken.
std::string features(std::string_view offered, bool tls) {
    std::string all = host::mechanisms(offered);
    if (tls)
        all.insert(all.find('>') + 1,
                   "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/>"
                   "</sasl-channel-binding>");
    return all;
}

/// RFC 5802 section 3: the proof is the key, exclusive or the signature.
bool proves(std::string proof, const std::string& signature, const std::string& key) {
    if (proof.size() != signature.size()) return false;
    for (std::size_t i = 0; i < proof.size(); ++i) proof[i] = static_cast<char>(proof[i] ^ signature[i]);
    return proof == key;
}

/// What one exchange told.
struct Heard {
    std::string user;
    std::vector<std::string> secrets;  ///< none where the password is not the user's
    bool right = false;
    std::string final{};  ///< what the server says last, where the mechanism has that
};

std::string_view passwordOf(std::string_view user) {
    if (user == "alice") return Echo::kAlice;
    return user == "bob" ? Echo::kBob : std::string_view();
}

Heard plain(const std::string& message) {
    const auto begin = message.find('\0') + 1;
    const auto end = std::min(message.find('\0', begin), message.size());
    const std::string user = message.substr(begin, end - begin);
    const std::string password = message.substr(std::min(end + 1, message.size()));
    if (password.empty()) return {user, {}};  // the beginning of any other message
    return {user, {message, password}, password == passwordOf(user)};
}

Heard scram(Line& line, sasl::Hash hash, const std::string& first) {
    const std::string bare = first.substr(std::min(first.find("n=", 2), first.size()));
    const std::string serverFirst =
        fmt::format("r={}srv,s={},i={}", valueOf(bare, "r="), sasl::encodeBase64("salt"), kEchoIterations);
    host::challenge(line, serverFirst);
    const std::string final = host::response(line);
    const std::string proof = sasl::decodeBase64(valueOf(final, ",p=")).value_or("");
    const std::string message = bare + "," + serverFirst + "," + final.substr(0, final.rfind(",p="));
    Heard heard{valueOf(bare, "n="), {}};
    for (const std::string_view password : {Echo::kAlice, Echo::kBob}) {
        const ScramSecrets secrets = scramSecrets(hash, password, "salt", kEchoIterations);
        const std::string clientSignature = sasl::hmac(hash, secrets.storedKey, message);
        // What belongs to a password that was not given is the server's own to tell.
        if (!proves(proof, clientSignature, secrets.clientKey)) continue;
        const std::string serverSignature = sasl::hmac(hash, secrets.serverKey, message);
        for (const std::string& made :
             {proof, final, secrets.saltedPassword, secrets.clientKey, secrets.storedKey, secrets.serverKey,
              clientSignature, serverSignature})
            heard.secrets.push_back(made);
        heard.right = password == passwordOf(heard.user);
        heard.final = "v=" + sasl::encodeBase64(serverSignature);
    }
    return heard;
}

Heard digestMd5(Line& line) {
    host::challenge(line, "nonce=\"n\",realm=\"conf.test\",qop=\"auth\",charset=utf-8,algorithm=md5-sess");
    const std::string response = host::response(line);
    Heard heard{valueOf(response, "username=\""), {}};
    sasl::DigestParts parts;
    parts.username = heard.user;
    parts.realm = valueOf(response, "realm=\"");
    parts.password = heard.user == "alice" ? std::string(Echo::kAlice) : "b\xfclder, \"inc\"";
    parts.nonce = "n";
    parts.cnonce = valueOf(response, "cnonce=\"");
    parts.nonceCount = valueOf(response, "nc=");
    parts.qop = "auth";
    parts.digestUri = valueOf(response, "digest-uri=\"");
    const std::string value = valueOf(response, "response=");
    if (value != sasl::digestMd5Value(parts, sasl::DigestSide::Client)) return heard;
    heard.right = true;
    const std::string serverValue = sasl::digestMd5Value(parts, sasl::DigestSide::Server);
    heard.secrets = {value, sasl::digestMd5PasswordHash(parts), sasl::digestMd5SessionKey(parts),
                     serverValue};
    heard.final = "rspauth=" + serverValue;
    return heard;
}

/// Each secret in each wrapping, where the program quotes it and where it is cut.
std::string tell(int number, const std::vector<std::string>& secrets) {
    std::string all;
    for (const std::string& secret : secrets)
        all += fmt::format(" {} {} {}", sasl::toHex(secret), sasl::encodeBase64(secret),
                           sasl::encodeBase64("ab" + secret));
    all += " w0nder&amp;&lt;land&gt;&apos;s end b\xc3\xbclder, &quot;inc&quot; b&#252;lder, \"inc\"";
    return std::string(Echo::kPlanted) + std::string(static_cast<std::size_t>(number) * 97 % 1500, '.') +
           Poco::replace(all, std::string("\""), std::string("&quot;"));
}

/// In two writes: a secret may come in pieces.
void sendInTwo(Line& line, std::string_view text) {
    const std::size_t half = text.size() / 2;
    line.send(text.substr(0, half));
    line.rest(5ms);
    line.send(text.substr(half));
}

Heard exchange(Line& line, const host::Choice& choice) {
    if (choice.mechanism.starts_with("SCRAM-")) return scram(line, hashOf(choice.mechanism), choice.message);
    if (choice.mechanism == "DIGEST-MD5") return digestMd5(line);
    return plain(choice.message);
}

}  // namespace

Echo::Echo(std::string offered, bool tls) : offered_(std::move(offered)), tls_(tls) {
    for (const std::string_view password : {kAlice, kBob}) finder_.add(std::string(password));
}

void Echo::speak(Line& line) {
    if (tls_) line.startTls(identity_, {.alpn = "xmpp-client"});
    host::header(line);
    line.send(features(offered_, tls_));
    const host::Choice choice = host::choice(line);
    const Heard heard = exchange(line, choice);
    learn(choice.mechanism, heard.secrets);
    const std::string told = tell(line.number(), heard.secrets);
    if (!heard.right) {
        sendInTwo(line,
                  fmt::format("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><text>{0}</text></failure>"
                              "<stream:error><a xmlns='urn:x' b='{0}'/></stream:error>",
                              told));
        line.drain();
        return;
    }
    host::success(line, heard.final);
    const std::string id = host::awaitBind(line, fmt::format("<a xmlns='urn:x' b='{0}'>{0}</a>", told));
    sendInTwo(line, fmt::format("<message from='conf.test'><body>{}</body></message>", told));
    host::answerBind(line, id, fmt::format("{}@conf.test/{}", heard.user, line.number()));
    host::farewell(line);
}

LeakFinder Echo::finder() const {
    const std::lock_guard lock(mutex_);
    return finder_;
}

std::set<std::string> Echo::chosen() const {
    const std::lock_guard lock(mutex_);
    return chosen_;
}

void Echo::learn(const std::string& mechanism, const std::vector<std::string>& secrets) {
    const std::lock_guard lock(mutex_);
    chosen_.insert(mechanism);
    for (const std::string& secret : secrets) finder_.add(secret);
}

}  // namespace xmppconf::test
