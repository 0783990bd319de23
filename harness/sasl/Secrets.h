#pragma once

#include <string_view>
#include <vector>

#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// What an exchange must keep out of reports. Very short texts are left out: masking every "a" of a
/// transcript would hide the transcript, and tell what was hidden. So a password of one or two octets is not
/// masked, and nothing else below four.
class Secrets {
  public:
    static constexpr std::size_t shortestPassword = 3;
    static constexpr std::size_t shortestOther = 4;

    void addPassword(std::string_view password);
    /// Each pair of octets and label is kept once, however often it is computed.
    void add(std::string_view octets, std::string_view label);
    /// For what a vector may send with its first octet bent (`|flip`): the rest of it tells as much as all of
    /// it.
    void addProof(std::string_view octets, std::string_view label);

    const std::vector<Secret>& all() const { return secrets_; }

  private:
    void keep(std::string_view octets, std::string_view label);

    std::vector<Secret> secrets_;
};

}  // namespace xmppconf::sasl
