#include "tests/faulty/server/SaslMechanism.h"

#include <fmt/format.h>

#include <stdexcept>

#include "tests/faulty/server/DigestServer.h"
#include "tests/faulty/server/PasswordlessServers.h"
#include "tests/faulty/server/PlainServer.h"
#include "tests/faulty/server/ScramServer.h"
#include "tests/faulty/server/Server.h"

namespace xmppconf::faulty {

bool SaslMechanism::mayActAs(const std::string& user, const std::string& authzid) {
    authzid_ = authzid;
    const Conduct& conduct = situation_.server.conduct();
    if (authzid.empty() || !conduct.verifiesAuthzids) return true;
    if (!conduct.takesAuthzids) return false;
    const auto jid = Jid::parse(authzid);
    return jid && jid->local == user && jid->resource.empty() &&
           (!conduct.comparesAuthzidDomains || situation_.server.isLocal(*jid));
}

std::unique_ptr<SaslMechanism> makeMechanism(std::string_view name, const SaslSituation& situation) {
    if (name == "PLAIN") return std::make_unique<PlainServer>(situation);
    if (name == "DIGEST-MD5") return std::make_unique<DigestServer>(situation);
    if (name == "EXTERNAL") return std::make_unique<ExternalServer>(situation);
    if (name == "ANONYMOUS") return std::make_unique<AnonymousServer>(situation);
    for (const sasl::Hash hash : {sasl::Hash::Sha1, sasl::Hash::Sha256, sasl::Hash::Sha512}) {
        const std::string scram = fmt::format("SCRAM-{}", sasl::nameOf(hash));
        if (name == scram) return std::make_unique<ScramServer>(situation, hash, false);
        if (name == scram + "-PLUS") return std::make_unique<ScramServer>(situation, hash, true);
    }
    throw std::logic_error(fmt::format("a profile names the mechanism {}, which does not exist", name));
}

}  // namespace xmppconf::faulty
