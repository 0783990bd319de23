#pragma once

#include <optional>
#include <string>

#include "harness/sasl/Exchange.h"
#include "harness/sasl/ScramClient.h"
#include "harness/sasl/ScramMessages.h"
#include "harness/sasl/Secrets.h"

namespace xmppconf::sasl {

/// RFC 5802 and RFC 7677 (SHA-256); SHA-512 and tls-exporter (RFC 9266) work the same way. Messages are
/// computed when asked for; taking a server-first again replaces what was taken before, and forgets the
/// server-final.
class Scram final : public Exchange {
  public:
    explicit Scram(ScramClient client);

    Result<std::string> get(std::string_view field) override;
    Result<void> take(std::string_view field, std::string_view message) override;
    const std::vector<Secret>& secrets() const override { return secrets_.all(); }

  private:
    struct Numbers {
        std::string clientProof;
        std::string serverSignature;
    };

    Result<std::string> clientFirst();
    Result<std::string> clientFirstBare();
    Result<std::string> gs2Header();
    Result<std::string> clientNonce();
    Result<std::string> nonce();
    std::string finalNonce() const;
    Result<std::string> serverNonce();
    Result<std::string> salt();
    Result<std::string> iterations();
    Result<std::string> channelBindingData();
    Result<std::string> clientFinal();
    Result<std::string> clientFinalWithoutProof();
    Result<std::string> clientProof();
    Result<std::string> serverSignature();
    Result<std::string> expectedServerSignature();
    Result<std::string> serverError();
    Result<std::string> serverFirst();
    Result<std::string> serverFinal();

    Result<std::string> ofServerFirst(std::string ServerFirst::*member) const;
    Result<Numbers> compute();

    ScramClient client_;
    Secrets secrets_;
    std::string serverFirstText_;
    std::string serverFinalText_;
    std::optional<ServerFirst> serverFirst_;
    std::optional<ServerFinal> serverFinal_;
};

Result<std::unique_ptr<Exchange>> makeScram(const Attributes& attributes, const Surroundings& surroundings);

}  // namespace xmppconf::sasl
