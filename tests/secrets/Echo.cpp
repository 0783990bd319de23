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

std::vector<std::string> plain(const std::string& message, std::string& user) {
    user = message.substr(message.find('\0') + 1);
    user = user.substr(0, user.find('\0'));
    return {message, message.substr(message.rfind('\0') + 1)};
}

std::vector<std::string> scram(Line& line, sasl::Hash hash, const std::string& first, std::string& user) {
    const std::string bare = first.substr(std::min(first.find("n=", 2), first.size()));
    const std::string serverFirst =
        fmt::format("r={}srv,s={},i={}", valueOf(bare, "r="), sasl::encodeBase64("salt"), kEchoIterations);
    host::challenge(line, serverFirst);
    const std::string final = host::response(line);
    user = valueOf(bare, "n=");
    const std::string proof = sasl::decodeBase64(valueOf(final, ",p=")).value_or("");
    const std::string message = bare + "," + serverFirst + "," + final.substr(0, final.rfind(",p="));
    std::vector<std::string> all;
    for (const std::string_view password : {Echo::kAlice, Echo::kBob}) {
        const ScramSecrets secrets = scramSecrets(hash, password, "salt", kEchoIterations);
        const std::string clientSignature = sasl::hmac(hash, secrets.storedKey, message);
        // What belongs to a password that was not given is the server's own to tell.
        if (!proves(proof, clientSignature, secrets.clientKey)) continue;
        for (const std::string& made :
             {proof, final, secrets.saltedPassword, secrets.clientKey, secrets.storedKey, secrets.serverKey,
              clientSignature, sasl::hmac(hash, secrets.serverKey, message)})
            all.push_back(made);
    }
    return all;
}

std::vector<std::string> digestMd5(Line& line, std::string& user) {
    host::challenge(line, "nonce=\"n\",realm=\"conf.test\",qop=\"auth\",charset=utf-8,algorithm=md5-sess");
    const std::string response = host::response(line);
    user = valueOf(response, "username=\"");
    sasl::DigestParts parts;
    parts.username = user;
    parts.realm = valueOf(response, "realm=\"");
    parts.password = user == "alice" ? std::string(Echo::kAlice) : "b\xfclder, \"inc\"";
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

}  // namespace

Echo::Echo(std::string offered, bool tls) : offered_(std::move(offered)), tls_(tls) {
    learn(std::string(kAlice));
    learn(std::string(kBob));
}

void Echo::speak(Line& line) {
    if (tls_) line.startTls(identity_, {.alpn = "xmpp-client"});
    host::header(line);
    line.send(features(offered_, tls_));
    std::string user;
    const std::vector<std::string> heard = exchange(line, user);
    if (line.number() <= host::kBeforeVectors) {
        host::success(line);
        host::bound(line, user + "@conf.test/echo");
        host::farewell(line);
    }
    for (const std::string& secret : heard) learn(secret);
    say(line, heard);
}

LeakFinder Echo::finder() const {
    const std::lock_guard lock(mutex_);
    return finder_;
}

std::set<std::string> Echo::chosen() const {
    const std::lock_guard lock(mutex_);
    return chosen_;
}

void Echo::learn(const std::string& secret) {
    const std::lock_guard lock(mutex_);
    finder_.add(secret);
}

std::vector<std::string> Echo::exchange(Line& line, std::string& user) {
    const host::Choice choice = host::choice(line);
    {
        const std::lock_guard lock(mutex_);
        chosen_.insert(choice.mechanism);
    }
    if (choice.mechanism.starts_with("SCRAM-"))
        return scram(line, hashOf(choice.mechanism), choice.message, user);
    if (choice.mechanism == "DIGEST-MD5") return digestMd5(line, user);
    return plain(choice.message, user);
}

/// Each secret in each wrapping, where the program quotes it and where it is cut, in two writes.
void Echo::say(Line& line, const std::vector<std::string>& secrets) {
    std::string all;
    for (const std::string& secret : secrets)
        all += fmt::format(" {} {} {}", sasl::toHex(secret), sasl::encodeBase64(secret),
                           sasl::encodeBase64("ab" + secret));
    all += " w0nder&amp;&lt;land&gt;&apos;s end b\xc3\xbclder, &quot;inc&quot; b&#252;lder, \"inc\"";
    const std::string padding(static_cast<std::size_t>(line.number()) * 97 % 1500, '.');
    const std::string text = fmt::format(
        "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>{0}{1}{2}</text>"
        "</failure><stream:error><a xmlns='urn:x' b='{2}'/></stream:error>",
        kPlanted, padding, Poco::replace(all, std::string("\""), std::string("&quot;")));
    const std::size_t half = text.size() / 2;
    line.send(text.substr(0, half));
    line.rest(5ms);
    line.send(text.substr(half));
    line.drain();
}

}  // namespace xmppconf::test
