#pragma once

#include "tests/faulty/server/SaslMechanism.h"

namespace xmppconf::faulty {

/// PLAIN (RFC 4616).
class PlainServer final : public SaslMechanism {
  public:
    using SaslMechanism::SaslMechanism;
    SaslStep respond(const std::string& message) override;
};

}  // namespace xmppconf::faulty
