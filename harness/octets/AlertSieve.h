#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace xmppconf::octets {

/// Where a TLS handshake is due, a server may say in the clear by an alert that it fails (RFC 8446 section 6;
/// SSL 2.0 has an error for it). That is no part of the stream, and this takes it out.
class AlertSieve {
  public:
    /// What of these octets is no alert; what may be the beginning of one is held back.
    std::string sift(std::string_view octets);
    /// What was held back.
    std::string rest() { return std::exchange(held_, {}); }
    std::size_t alerts() const { return alerts_; }

  private:
    std::string held_;
    std::size_t alerts_ = 0;
};

}  // namespace xmppconf::octets
