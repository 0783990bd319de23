#pragma once

#include <optional>
#include <string>

#include "harness/sasl/DigestChallenge.h"
#include "harness/sasl/DigestResponse.h"
#include "harness/sasl/Exchange.h"
#include "harness/sasl/Secrets.h"

namespace xmppconf::sasl {

/// RFC 2831, authentication only (qop auth; another `qop` is put into response and hash, but no layer
/// follows). User and password go in as given: that specification knows no preparation. Attributes replace
/// the values of the directives; realm, charset, qop and authzid are left out of the response when their
/// attribute is empty. Without `realm`: the only realm offered; of several the domain, if it is among them;
/// else none.
class DigestMd5 final : public Exchange {
  public:
    DigestMd5(const Attributes& attributes, const Credentials& credentials, std::string cnonce);

    Result<std::string> get(std::string_view field) override;
    Result<void> take(std::string_view field, std::string_view message) override;
    const std::vector<Secret>& secrets() const override { return secrets_.all(); }

  private:
    /// A digest-response: what is hashed, and what differs from that on the wire.
    struct Answer {
        DigestParts hashed;
        std::string username;  ///< on the wire: in the response's charset, not yet quoted
        std::string charset;   ///< empty: none
        bool saysRealm = true;
        bool saysQop = true;
    };

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

    Result<Answer> answer();
    std::optional<std::string> chosenRealm() const;
    Result<std::string> ofAnswer(std::string DigestParts::*member);
    std::string text(const Answer& answer) const;

    Attributes attributes_;
    std::string domain_;
    std::string user_;
    std::string password_;
    std::string cnonce_;
    Secrets secrets_;
    std::string challengeText_;
    std::string finalText_;
    std::string rspauth_;  ///< empty: no final message was taken
    std::optional<DigestChallenge> challenge_;
};

Result<std::unique_ptr<Exchange>> makeDigestMd5(const Attributes& attributes,
                                                const Surroundings& surroundings);

}  // namespace xmppconf::sasl
