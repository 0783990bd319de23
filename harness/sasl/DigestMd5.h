#pragma once

#include <optional>
#include <string>

#include "harness/sasl/DigestAnswer.h"
#include "harness/sasl/DigestChallenge.h"
#include "harness/sasl/Exchange.h"
#include "harness/sasl/Secrets.h"

namespace xmppconf::sasl {

/// RFC 2831 as an exchange; see digestAnswer for what attributes do. Taking a challenge again replaces what
/// was taken before, and forgets the final message.
class DigestMd5 final : public Exchange {
  public:
    DigestMd5(const Attributes& attributes, DigestClient client);

    Result<std::string> get(std::string_view field) override;
    Result<void> take(std::string_view field, std::string_view message) override;
    const std::vector<Secret>& secrets() const override { return secrets_.all(); }

  private:
    Result<std::string> response();
    Result<std::string> challengeNonce();
    Result<std::string> realm();
    Result<std::string> qop();
    Result<std::string> algorithm();
    Result<std::string> cnonce();
    Result<std::string> digestUri();
    Result<std::string> responseValue();
    Result<std::string> rspauth();
    Result<std::string> expectedRspauth();
    Result<std::string> challenge();
    Result<std::string> final();

    Result<DigestAnswer> answer();
    Result<std::string> ofAnswer(std::string DigestParts::*member);

    Attributes attributes_;
    DigestClient client_;
    Secrets secrets_;
    std::string challengeText_;
    std::string finalText_;
    std::string rspauth_;  ///< empty: no final message was taken
    std::optional<DigestChallenge> challenge_;
};

Result<std::unique_ptr<Exchange>> makeDigestMd5(const Attributes& attributes,
                                                const Surroundings& surroundings);

}  // namespace xmppconf::sasl
