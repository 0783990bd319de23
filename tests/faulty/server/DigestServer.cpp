#include "tests/faulty/server/DigestServer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "harness/sasl/Directives.h"
#include "tests/faulty/server/Server.h"

namespace xmppconf::faulty {

SaslStep DigestServer::begin() {
    Server& server = situation().server;
    nonce_ = server.random().token(32);
    std::vector<std::pair<std::string, std::string>> directives = {{"realm", server.site().domain},
                                                                   {"nonce", nonce_},
                                                                   {"qop", "auth"},
                                                                   {"charset", "utf-8"},
                                                                   {"algorithm", "md5-sess"}};
    if (server.conduct().digest.challenge) server.conduct().digest.challenge(directives);
    std::string message;
    for (const auto& [name, value] : directives) {
        const bool token = name == "charset" || name == "algorithm";
        message +=
            fmt::format("{}{}={}", message.empty() ? "" : ",", name, token ? value : sasl::quote(value));
        if (name == "nonce") nonce_ = value;
    }
    asked_ = true;
    return SaslStep::challenge(message);
}

SaslStep DigestServer::respond(const std::string& message) {
    if (!asked_) return begin();
    const auto directives = sasl::parseDirectives(message);
    if (!directives) return SaslStep::failure(Refusal::Malformed);
    const DigestConduct& conduct = situation().server.conduct().digest;
    std::map<std::string, std::string> said;
    for (const sasl::Directive& each : directives.value())
        if (!said.emplace(each.name, each.value).second && conduct.refusesSecondDirectives)
            return SaslStep::failure(Refusal::Malformed);
    for (const char* needed : {"username", "nonce", "cnonce", "nc", "digest-uri", "response"})
        if (said[needed].empty()) return SaslStep::failure(Refusal::Malformed);
    sasl::DigestParts parts;
    parts.username = said["username"];
    parts.realm = said["realm"];
    parts.nonce = said["nonce"];
    parts.cnonce = said["cnonce"];
    parts.nonceCount = said["nc"];
    parts.qop = said.count("qop") != 0 ? said["qop"] : "auth";
    if (parts.qop != "auth" && conduct.refusesOtherQualities) return SaslStep::failure(Refusal::Malformed);
    parts.digestUri = said["digest-uri"];
    parts.authzid = said["authzid"];
    return judge(std::move(parts), said["response"]);
}

SaslStep DigestServer::judge(sasl::DigestParts parts, const std::string& response) {
    const Server& server = situation().server;
    const Conduct& conduct = server.conduct();
    const std::string& domain = server.site().domain;
    if (conduct.digest.verifiesNonce && !conduct.digest.takesAnyNonce && parts.nonce != nonce_)
        return SaslStep::failure(Refusal::BindingDiffers);
    if (!conduct.digest.verifiesNonce) parts.nonce = nonce_;
    if (conduct.digest.verifiesNonceCount && parts.nonceCount != "00000001")
        return SaslStep::failure(Refusal::BindingDiffers);
    if (conduct.digest.verifiesDigestUri && parts.digestUri != "xmpp/" + domain)
        return SaslStep::failure(Refusal::BindingDiffers);
    if (!parts.realm.empty() && parts.realm != domain) return SaslStep::failure(Refusal::WrongPassword);

    const std::string* password = server.passwordOf(parts.username);
    if (!password && conduct.verifiesUsers) return SaslStep::failure(Refusal::UnknownUser);
    parts.password = password ? *password : std::string();
    const bool right = sasl::digestMd5Value(parts, sasl::DigestSide::Client) == response;
    if (password && !right && conduct.verifiesPasswords) return SaslStep::failure(Refusal::WrongPassword);
    if (!mayActAs(parts.username, parts.authzid)) return SaslStep::failure(Refusal::ForeignAuthzid);
    setUser(parts.username);
    std::optional<std::string> last = "rspauth=" + sasl::digestMd5Value(parts, sasl::DigestSide::Server);
    if (conduct.digest.last) conduct.digest.last(last);
    return SaslStep::success(last);
}

}  // namespace xmppconf::faulty
