#pragma once

#include "tests/faulty/server/SaslMechanism.h"

namespace xmppconf::faulty {

/// EXTERNAL (RFC 4422 appendix A) by the client's certificate.
class ExternalServer final : public SaslMechanism {
  public:
    using SaslMechanism::SaslMechanism;
    SaslStep respond(const std::string& message) override;
};

/// ANONYMOUS (RFC 4505).
class AnonymousServer final : public SaslMechanism {
  public:
    using SaslMechanism::SaslMechanism;
    SaslStep begin() override { return respond({}); }
    SaslStep respond(const std::string& message) override;
};

}  // namespace xmppconf::faulty
