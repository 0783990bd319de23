#include "tests/faulty/server/ScramServer.h"

#include <Poco/StringTokenizer.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Charset.h"
#include "harness/sasl/SaltedPasswordCache.h"
#include "harness/sasl/SaslPrep.h"
#include "tests/faulty/server/Server.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

namespace {

// Attributes between commas, as they come: "n=alice", "r=…".
std::vector<std::string> attributesOf(const std::string& message) {
    const Poco::StringTokenizer tokens(message, ",");
    return {tokens.begin(), tokens.end()};
}

// "=2C" and "=3D" of a saslname; nothing when another equals sign stands in it.
std::optional<std::string> unescaped(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] != '=') {
            out += name[at];
        } else if (name.substr(at, 3) == "=2C") {
            out += ',';
            at += 2;
        } else if (name.substr(at, 3) == "=3D") {
            out += '=';
            at += 2;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

/// Where an equals sign begins none of the two; the end of the name where none does.
std::size_t badEscape(std::string_view name) {
    for (std::size_t at = name.find('='); at != name.npos; at = name.find('=', at + 1))
        if (!unescaped(name.substr(at, 3))) return at;
    return name.size();
}

bool isNonce(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F && c != ','; });
}

std::string exclusiveOr(std::string a, const std::string& b) {
    for (std::size_t at = 0; at < a.size(); ++at) a[at] = static_cast<char>(a[at] ^ b[at]);
    return a;
}

}  // namespace

ScramServer::ScramServer(const SaslSituation& situation, sasl::Hash hash, bool plus)
    : SaslMechanism(situation), hash_(hash), plus_(plus) {}

SaslStep ScramServer::respond(const std::string& message) {
    if (!sasl::isUtf8(message)) return SaslStep::failure(Refusal::Malformed);
    switch (state_) {
        case State::First:
            return onFirst(message);
        case State::Final:
            return onFinal(message);
        case State::Refused:
            return SaslStep::failure(refusal_);
        case State::Last:
            break;
    }
    return message.empty() ? SaslStep::success() : SaslStep::failure(Refusal::Malformed);
}

std::optional<Refusal> ScramServer::readHeader(const std::string& header) {
    const ScramConduct& conduct = situation().server.conduct().scram;
    const auto comma = header.find(',');
    const std::string flag = header.substr(0, comma);
    const std::string identity = header.substr(comma + 1, header.size() - comma - 2);
    if (flag.starts_with("p=")) {
        bindingName_ = flag.substr(2);
        if (!plus_ && !conduct.bindsWithoutPlus) return Refusal::Malformed;
        const bool taken = conduct.knowsEveryBinding || conduct.bindsWithoutPlus;
        if (!taken && !boundData() && !refusesTypeLate()) return Refusal::BindingDiffers;
    } else if (flag == "y") {
        if (plus_) return Refusal::Malformed;
        const bool downgraded = situation().offersPlus && conduct.refusesDowngrade;
        if (downgraded || conduct.refusesFlagY) return Refusal::BindingDiffers;
    } else if (flag != "n" || plus_) {
        return Refusal::Malformed;
    }
    if (identity.empty()) return std::nullopt;
    const auto authzid = identity.starts_with("a=") ? unescaped(identity.substr(2)) : std::nullopt;
    if (!authzid || authzid->empty()) return Refusal::Malformed;
    authzid_ = *authzid;
    return std::nullopt;
}

std::optional<Refusal> ScramServer::readFirstBare(const std::string& bare) {
    const ScramConduct& conduct = situation().server.conduct().scram;
    auto attributes = attributesOf(bare);
    if (!attributes.empty() && attributes.front().starts_with("m=")) {
        if (conduct.refusesMandatoryExtensions) return Refusal::ExtensionUnknown;
        attributes.erase(attributes.begin());
    }
    if (attributes.size() < 2 || !attributes[0].starts_with("n=") || !attributes[1].starts_with("r="))
        return Refusal::Malformed;
    if (attributes.size() > 2 && conduct.refusesOptionalExtensions) return Refusal::ExtensionUnknown;
    std::string written = attributes[0].substr(2);
    if (conduct.dropsBadEscapes) written.resize(badEscape(written));
    const auto name = unescaped(written);
    clientNonce_ = attributes[1].substr(2);
    if (!name || name->empty() || !isNonce(clientNonce_)) return Refusal::Malformed;
    if (conduct.takesNonce && !conduct.takesNonce(clientNonce_)) return Refusal::Malformed;
    const auto prepared = sasl::saslPrep(*name, sasl::Unassigned::Allowed);
    if (!prepared || prepared.value().empty()) return Refusal::Malformed;
    typedName_ = prepared.value();
    name_ = situation().server.accountNamed(typedName_);
    return std::nullopt;
}

SaslStep ScramServer::onFirst(const std::string& message) {
    const auto comma = message.find(',');
    const auto second = comma == message.npos ? message.npos : message.find(',', comma + 1);
    if (second == message.npos) return SaslStep::failure(Refusal::Malformed);
    header_ = message.substr(0, second + 1);
    bare_ = message.substr(second + 1);
    if (const auto wrong = readHeader(header_)) return SaslStep::failure(*wrong);
    if (const auto wrong = readFirstBare(bare_)) return SaslStep::failure(*wrong);
    const Server& server = situation().server;
    if (!server.conduct().scram.refusesUnknownUsersLate && !server.passwordOf(name_))
        return SaslStep::failure(Refusal::UnknownUser);
    state_ = State::Final;
    serverFirst_ = makeServerFirst();
    return SaslStep::challenge(serverFirst_);
}

std::string ScramServer::makeServerFirst() {
    Server& server = situation().server;
    const ScramConduct& conduct = server.conduct().scram;
    // The same salt for a user each time, and one for users that do not exist as well.
    salt_ = sasl::digest(sasl::Hash::Sha256, "salt of " + name_).substr(0, 16);
    ScramFirst first{clientNonce_, server.random().token(24), salt_, conduct.iterations};
    if (conduct.first) conduct.first(first);
    nonce_ = first.clientNonce + first.serverNonce;
    std::string message = "r=" + nonce_;
    if (first.salt) message += ",s=" + sasl::encodeBase64(*first.salt);
    if (first.iterations) message += fmt::format(",i={}", *first.iterations);
    return message;
}

std::optional<std::string> ScramServer::boundData() const {
    const auto type = octets::channelBindingNamed(bindingName_);
    if (!type || (type == octets::ChannelBinding::TlsServerEndPoint && refusesTypeLate()))
        return std::nullopt;
    return situation().wire.channelBinding(*type);
}

bool ScramServer::refusesTypeLate() const { return !situation().server.site().profile.endPointBinding; }

SaslStep ScramServer::refuse(Refusal refusal, std::string_view error) {
    if (!situation().server.site().profile.namesScramErrors) return SaslStep::failure(refusal);
    state_ = State::Refused;
    refusal_ = refusal;
    return SaslStep::challenge(fmt::format("e={}", error));
}

bool ScramServer::bindingFits(const std::string& given) const {
    const ScramConduct& conduct = situation().server.conduct().scram;
    if (!conduct.verifiesBinding) return true;
    if (bindingName_.empty()) return given == header_;
    if (const auto data = boundData()) return given == header_ + *data;
    return conduct.knowsEveryBinding || conduct.bindsWithoutPlus;
}

SaslStep ScramServer::onFinal(const std::string& message) {
    const Server& server = situation().server;
    const Conduct& conduct = server.conduct();
    const auto attributes = attributesOf(message);
    const auto proofAt = message.rfind(",p=");
    if (attributes.size() < 3 || proofAt == message.npos || !attributes[0].starts_with("c=") ||
        !attributes[1].starts_with("r=") || !attributes.back().starts_with("p="))
        return refuse(Refusal::Malformed, "other-error");
    if (attributes[2].starts_with("m=") && conduct.scram.refusesMandatoryExtensionsLate)
        return refuse(Refusal::ExtensionUnknown, "extensions-not-supported");
    const auto binding = sasl::decodeBase64(attributes[0].substr(2));
    const auto proof = sasl::decodeBase64(attributes.back().substr(2));
    if (!binding || !proof) return refuse(Refusal::Malformed, "invalid-encoding");
    if (conduct.scram.verifiesNonce && attributes[1].substr(2) != nonce_)
        return refuse(Refusal::BindingDiffers, "other-error");
    if (!bindingFits(*binding)) return refuse(Refusal::BindingDiffers, "channel-bindings-dont-match");

    const std::string* password = server.passwordOf(name_);
    const auto salted = sasl::SaltedPasswordCache::shared().saltedPassword(
        hash_, password ? *password : "nobody's", salt_, conduct.scram.iterations);
    if (!salted) return refuse(Refusal::WrongPassword, "other-error");
    const std::string clientKey = sasl::hmac(hash_, salted.value(), "Client Key");
    const std::string storedKey = sasl::digest(hash_, clientKey);
    const std::string about = bare_ + "," + serverFirst_ + "," + message.substr(0, proofAt);
    if (proof->size() != clientKey.size()) return refuse(Refusal::Malformed, "invalid-proof");
    const bool right =
        sasl::digest(hash_, exclusiveOr(*proof, sasl::hmac(hash_, storedKey, about))) == storedKey;
    if (!password && conduct.verifiesUsers) return refuse(Refusal::UnknownUser, "invalid-proof");
    if (password && !right && conduct.verifiesPasswords)
        return refuse(Refusal::WrongPassword, "invalid-proof");
    if (!mayActAs(name_, authzid_)) return refuse(Refusal::ForeignAuthzid, "other-error");

    setUser(conduct.keepsCapitalNames ? typedName_ : name_);
    signature_ = sasl::hmac(hash_, sasl::hmac(hash_, salted.value(), "Server Key"), about);
    if (conduct.scram.last) conduct.scram.last(signature_);
    const std::string last = "v=" + sasl::encodeBase64(signature_);
    if (conduct.scram.finalMessageWithSuccess) return SaslStep::success(last);
    state_ = State::Last;
    return SaslStep::challenge(last);
}

}  // namespace xmppconf::faulty
