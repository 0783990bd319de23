#include "tests/faulty/server/PlainServer.h"

#include "harness/sasl/Charset.h"
#include "harness/sasl/SaslPrep.h"
#include "tests/faulty/server/Server.h"

namespace xmppconf::faulty {

SaslStep PlainServer::respond(const std::string& message) {
    const auto first = message.find('\0');
    const auto second = first == message.npos ? message.npos : message.find('\0', first + 1);
    if (second == message.npos || message.find('\0', second + 1) != message.npos || !sasl::isUtf8(message))
        return SaslStep::failure(Refusal::Malformed);
    const std::string authzid = message.substr(0, first);
    const auto user =
        sasl::saslPrep(message.substr(first + 1, second - first - 1), sasl::Unassigned::Allowed);
    const auto password = sasl::saslPrep(message.substr(second + 1), sasl::Unassigned::Allowed);
    if (!user || !password || user.value().empty()) return SaslStep::failure(Refusal::Malformed);

    const Server& server = situation().server;
    const std::string account = server.accountNamed(user.value());
    const std::string* right = server.passwordOf(account);
    if (!right) {
        if (server.conduct().verifiesUsers) return SaslStep::failure(Refusal::UnknownUser);
    } else if (server.conduct().verifiesPasswords) {
        if (password.value().empty()) return SaslStep::failure(Refusal::Malformed);
        if (password.value() != *right) return SaslStep::failure(Refusal::WrongPassword);
    }
    if (!mayActAs(account, authzid)) return SaslStep::failure(Refusal::ForeignAuthzid);
    setUser(server.conduct().keepsCapitalNames ? user.value() : account);
    return SaslStep::success();
}

}  // namespace xmppconf::faulty
