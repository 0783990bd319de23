#pragma once

#include <string>

#include "harness/sasl/DigestResponse.h"
#include "tests/faulty/server/SaslMechanism.h"

namespace xmppconf::faulty {

/// DIGEST-MD5 with the quality auth (RFC 2831), without subsequent authentication.
class DigestServer final : public SaslMechanism {
  public:
    using SaslMechanism::SaslMechanism;
    SaslStep begin() override;
    SaslStep respond(const std::string& message) override;

  private:
    SaslStep judge(sasl::DigestParts parts, const std::string& response);

    bool asked_ = false;
    std::string nonce_;
};

}  // namespace xmppconf::faulty
