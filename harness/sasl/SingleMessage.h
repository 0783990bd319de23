#pragma once

#include <string>
#include <string_view>

#include "harness/sasl/Exchange.h"
#include "harness/sasl/Secrets.h"

namespace xmppconf::sasl {

/// An exchange in which the client says one thing, its field `message`, and the server nothing but yes or no.
class SingleMessage final : public Exchange {
  public:
    SingleMessage(std::string_view action, std::string message, Secrets secrets);

    Result<std::string> get(std::string_view field) override;
    Result<void> take(std::string_view field, std::string_view message) override;
    const std::vector<Secret>& secrets() const override { return secrets_.all(); }

  private:
    std::string action_;
    std::string message_;
    Secrets secrets_;
};

}  // namespace xmppconf::sasl
