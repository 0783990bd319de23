#include "tests/faulty/server/PasswordlessServers.h"

#include <Poco/String.h>

#include "harness/sasl/Charset.h"
#include "tests/faulty/server/Server.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

SaslStep ExternalServer::respond(const std::string& message) {
    const Server& server = situation().server;
    const auto certified = Jid::parse(situation().wire.certifiedJid());
    const auto asked = Jid::parse(message);
    if (!message.empty() && !asked) return SaslStep::failure(Refusal::ForeignAuthzid);
    if (!certified && (server.conduct().externalNeedsCertificate || !asked))
        return SaslStep::failure(Refusal::WrongPassword);
    const std::string user = certified ? certified->local : asked->local;
    if (!server.passwordOf(user)) return SaslStep::failure(Refusal::UnknownUser);
    if (!mayActAs(user, message)) return SaslStep::failure(Refusal::ForeignAuthzid);
    setUser(user);
    return SaslStep::success();
}

SaslStep AnonymousServer::respond(const std::string& message) {
    if (message.size() > 1020 || !sasl::isUtf8(message)) return SaslStep::failure(Refusal::Malformed);
    setUser(Poco::toLower(situation().server.random().token(20)));
    return SaslStep::success();
}

}  // namespace xmppconf::faulty
