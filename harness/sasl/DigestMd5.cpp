#include "harness/sasl/DigestMd5.h"

#include <utility>

#include "harness/sasl/Charset.h"
#include "harness/sasl/Digest.h"
#include "harness/sasl/Directives.h"
#include "harness/sasl/Fields.h"

namespace xmppconf::sasl {

namespace {

constexpr std::size_t cnonceLength = 32;  // characters of [A-Za-z0-9]; RFC 2831 recommends 64 bits or more

Failure notTaken(std::string_view message) {
    return {"the " + std::string(message) + " has not been taken yet"};
}

}  // namespace

DigestMd5::DigestMd5(const Attributes& attributes, DigestClient client)
    : attributes_(attributes), client_(std::move(client)) {
    secrets_.addPassword(client_.password);
    // In a challenge without charset the password is hashed, and might be echoed, in this form.
    if (const auto latin1 = latin1FromUtf8(client_.password)) secrets_.addPassword(*latin1);
}

Result<std::string> DigestMd5::get(std::string_view field) {
    static constexpr Field<DigestMd5> fields[] = {
        {"response", &DigestMd5::response},    {"challenge-nonce", &DigestMd5::challengeNonce},
        {"realm", &DigestMd5::realm},          {"qop", &DigestMd5::qop},
        {"algorithm", &DigestMd5::algorithm},  {"cnonce", &DigestMd5::cnonce},
        {"digest-uri", &DigestMd5::digestUri}, {"response-value", &DigestMd5::responseValue},
        {"rspauth", &DigestMd5::rspauth},      {"expected-rspauth", &DigestMd5::expectedRspauth},
        {"challenge", &DigestMd5::challenge},  {"final", &DigestMd5::final},
    };
    return valueOf<DigestMd5>(*this, "digest-md5", fields, field);
}

Result<void> DigestMd5::take(std::string_view field, std::string_view message) {
    if (field == "challenge") {
        Result<DigestChallenge> parsed = parseDigestChallenge(message);
        if (!parsed) return Failure{parsed.error()};
        challenge_ = std::move(parsed).value();
        challengeText_ = message;
        rspauth_.clear();
        return {};
    }
    if (field != "final") return takesNothing("digest-md5", field);
    // Also when its form is wrong: the value may be right all the same.
    if (message.size() < digestChallengeBound && lowerCase(message).find("rspauth") != std::string::npos)
        secrets_.add(message, "DIGEST-MD5 final message");
    if (!challenge_) return Failure{"the response-auth came before any digest-challenge"};
    Result<std::string> parsed = parseResponseAuth(message);
    if (!parsed) return Failure{parsed.error()};
    rspauth_ = std::move(parsed).value();
    finalText_ = message;
    secrets_.addProof(rspauth_, "DIGEST-MD5 rspauth");
    return {};
}

Result<DigestAnswer> DigestMd5::answer() {
    if (!challenge_) return notTaken("digest-challenge");
    Result<DigestAnswer> answer = digestAnswer(*challenge_, client_, attributes_);
    if (!answer) return answer;

    // All of them are known from here on, and must be masked also where no vector takes the server's.
    secrets_.add(digestMd5PasswordHash(answer.value().hashed), "DIGEST-MD5 password hash");
    secrets_.add(digestMd5SessionKey(answer.value().hashed), "DIGEST-MD5 session key");
    const std::string expected = digestMd5Value(answer.value().hashed, DigestSide::Server);
    secrets_.addProof(expected, "DIGEST-MD5 rspauth");
    secrets_.add("rspauth=" + expected, "DIGEST-MD5 final message");
    secrets_.addProof(digestMd5Value(answer.value().hashed, DigestSide::Client), "DIGEST-MD5 response");
    secrets_.add(textOf(answer.value()), "DIGEST-MD5 response message");
    return answer;
}

Result<std::string> DigestMd5::response() {
    const Result<DigestAnswer> found = answer();
    if (!found) return Failure{found.error()};
    return textOf(found.value());
}

Result<std::string> DigestMd5::responseValue() {
    const Result<DigestAnswer> found = answer();
    if (!found) return Failure{found.error()};
    return digestMd5Value(found.value().hashed, DigestSide::Client);
}

Result<std::string> DigestMd5::expectedRspauth() {
    const Result<DigestAnswer> found = answer();
    if (!found) return Failure{found.error()};
    return digestMd5Value(found.value().hashed, DigestSide::Server);
}

Result<std::string> DigestMd5::ofAnswer(std::string DigestParts::*member) {
    const Result<DigestAnswer> found = answer();
    if (!found) return Failure{found.error()};
    return found.value().hashed.*member;
}

Result<std::string> DigestMd5::realm() { return ofAnswer(&DigestParts::realm); }
Result<std::string> DigestMd5::qop() { return ofAnswer(&DigestParts::qop); }
Result<std::string> DigestMd5::cnonce() { return client_.cnonce; }
Result<std::string> DigestMd5::digestUri() { return digestUriOf(client_, attributes_); }

Result<std::string> DigestMd5::challengeNonce() {
    if (!challenge_) return notTaken("digest-challenge");
    return challenge_->nonce;
}

Result<std::string> DigestMd5::algorithm() {
    if (!challenge_) return notTaken("digest-challenge");
    return challenge_->algorithm;
}

Result<std::string> DigestMd5::challenge() {
    if (!challenge_) return notTaken("digest-challenge");
    return challengeText_;
}

Result<std::string> DigestMd5::rspauth() {
    if (rspauth_.empty()) return notTaken("response-auth");
    return rspauth_;
}

Result<std::string> DigestMd5::final() {
    if (rspauth_.empty()) return notTaken("response-auth");
    return finalText_;
}

Result<std::unique_ptr<Exchange>> makeDigestMd5(const Attributes& attributes,
                                                const Surroundings& surroundings) {
    if (!available(Hash::Md5)) return Failure{"this installation of OpenSSL cannot compute MD5"};
    const Credentials& credentials = surroundings.credentials;
    DigestClient client{givenOr(attributes, "user", credentials.user),
                        givenOr(attributes, "password", credentials.password), credentials.domain, ""};
    if (std::optional<std::string> cnonce = given(attributes, "cnonce"))
        client.cnonce = *std::move(cnonce);
    else if (surroundings.random != nullptr)
        client.cnonce = surroundings.random->token(cnonceLength);
    else
        return Failure{"digest-md5 needs a cnonce or a source of random numbers"};
    return std::unique_ptr<Exchange>(std::make_unique<DigestMd5>(attributes, std::move(client)));
}

}  // namespace xmppconf::sasl
