#include "harness/sasl/DigestMd5.h"

#include <algorithm>
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

DigestMd5::DigestMd5(const Attributes& attributes, const Credentials& credentials, std::string cnonce)
    : attributes_(attributes),
      domain_(credentials.domain),
      user_(givenOr(attributes, "user", credentials.user)),
      password_(givenOr(attributes, "password", credentials.password)),
      cnonce_(std::move(cnonce)) {
    secrets_.addPassword(password_);
    // In a challenge without charset the password is hashed, and might be echoed, in this form.
    if (const auto latin1 = latin1FromUtf8(password_)) secrets_.addPassword(*latin1);
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

std::optional<std::string> DigestMd5::chosenRealm() const {
    const std::vector<std::string>& realms = challenge_->realms;
    if (realms.size() == 1) return realms.front();
    if (std::find(realms.begin(), realms.end(), domain_) == realms.end()) return std::nullopt;
    return domain_;
}

Result<DigestMd5::Answer> DigestMd5::answer() {
    if (!challenge_) return notTaken("digest-challenge");
    Answer answer;
    DigestParts& parts = answer.hashed;

    const std::optional<std::string> qop = given(attributes_, "qop");
    const std::vector<std::string>& offered = challenge_->qops;
    if (!qop && std::find(offered.begin(), offered.end(), "auth") == offered.end())
        return Failure{"the server does not offer qop auth, and no other is computed"};
    answer.saysQop = !qop || !qop->empty();
    parts.qop = answer.saysQop ? qop.value_or("auth") : "auth";

    answer.charset = givenOr(attributes_, "charset", challenge_->utf8 ? "utf-8" : "");
    const std::optional<std::string> realm = given(attributes_, "realm");
    const std::optional<std::string> user = latin1FromUtf8(user_);
    const std::optional<std::string> password = latin1FromUtf8(password_);
    // Section 2.1.2.1: what can be written in ISO 8859-1 is hashed in it, whatever is on the wire.
    parts.username = user.value_or(user_);
    parts.password = password.value_or(password_);
    const std::optional<std::string> chosen = chosenRealm();
    answer.saysRealm = realm ? !realm->empty() : chosen.has_value();
    parts.realm = realm ? *realm : chosen.value_or("");
    answer.username = user_;
    if (answer.charset.empty()) {
        const std::optional<std::string> narrow = realm ? latin1FromUtf8(*realm) : parts.realm;
        if (!user || !password || !narrow)
            return Failure{
                "without charset=utf-8, user, password and realm must be in ISO 8859-1, and one is not"};
        answer.username = *user;
        parts.realm = *narrow;
    }

    parts.nonce = challenge_->nonce;
    parts.cnonce = cnonce_;
    parts.nonceCount = givenOr(attributes_, "nonce-count", "00000001");
    parts.digestUri = givenOr(attributes_, "digest-uri", "xmpp/" + domain_);
    parts.authzid = givenOr(attributes_, "authzid", "");

    // Both are known from here on, and must be masked also where no vector takes the server's.
    const std::string expected = digestMd5Value(parts, DigestSide::Server);
    secrets_.addProof(expected, "DIGEST-MD5 rspauth");
    secrets_.add("rspauth=" + expected, "DIGEST-MD5 final message");
    secrets_.addProof(digestMd5Value(parts, DigestSide::Client), "DIGEST-MD5 response");
    secrets_.add(text(answer), "DIGEST-MD5 response message");
    return answer;
}

/// Quoted and not as the grammar of section 2.1.2 has it: some servers parse by it to the letter.
std::string DigestMd5::text(const Answer& answer) const {
    const DigestParts& parts = answer.hashed;
    std::string text = "username=" + quote(answer.username);
    if (answer.saysRealm) text += ",realm=" + quote(parts.realm);
    text += ",nonce=" + quote(parts.nonce) + ",cnonce=" + quote(parts.cnonce) + ",nc=" + parts.nonceCount;
    text += ",digest-uri=" + quote(parts.digestUri);
    if (answer.saysQop) text += ",qop=" + parts.qop;
    text += ",response=" + digestMd5Value(parts, DigestSide::Client);
    if (!answer.charset.empty()) text += ",charset=" + answer.charset;
    if (!parts.authzid.empty()) text += ",authzid=" + quote(parts.authzid);
    return text;
}

Result<std::string> DigestMd5::response() {
    const Result<Answer> found = answer();
    if (!found) return Failure{found.error()};
    return text(found.value());
}

Result<std::string> DigestMd5::responseValue() {
    const Result<Answer> found = answer();
    if (!found) return Failure{found.error()};
    return digestMd5Value(found.value().hashed, DigestSide::Client);
}

Result<std::string> DigestMd5::expectedRspauth() {
    const Result<Answer> found = answer();
    if (!found) return Failure{found.error()};
    return digestMd5Value(found.value().hashed, DigestSide::Server);
}

Result<std::string> DigestMd5::ofAnswer(std::string DigestParts::*member) {
    const Result<Answer> found = answer();
    if (!found) return Failure{found.error()};
    return found.value().hashed.*member;
}

Result<std::string> DigestMd5::realm() { return ofAnswer(&DigestParts::realm); }
Result<std::string> DigestMd5::qop() { return ofAnswer(&DigestParts::qop); }
Result<std::string> DigestMd5::cnonce() { return cnonce_; }
Result<std::string> DigestMd5::digestUri() { return givenOr(attributes_, "digest-uri", "xmpp/" + domain_); }

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
    std::optional<std::string> cnonce = given(attributes, "cnonce");
    if (!cnonce && surroundings.random == nullptr)
        return Failure{"digest-md5 needs a cnonce or a source of random numbers"};
    if (!cnonce) cnonce = surroundings.random->token(cnonceLength);
    return std::unique_ptr<Exchange>(
        std::make_unique<DigestMd5>(attributes, surroundings.credentials, *std::move(cnonce)));
}

}  // namespace xmppconf::sasl
