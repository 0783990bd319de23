#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "reports/html/HtmlParts.h"

namespace xmppconf::reports {

/// Hands out room for foreign text until there is none left, so that a page stays small whatever a target
/// sends.
class Room {
  public:
    explicit Room(std::size_t octets) : left_(octets) {}

    /// Room for one text: what is wanted, or what is left, but always enough to be worth showing.
    std::size_t upTo(std::size_t wanted) const { return std::max(kSmallest, std::min(wanted, left_)); }
    void take(std::size_t octets) { left_ -= std::min(left_, octets); }
    bool empty() const { return left_ < kSmallest; }

    std::string code(std::string_view text, std::size_t wanted) {
        std::string result = reports::code(text, upTo(wanted));
        take(result.size());
        return result;
    }

  private:
    static constexpr std::size_t kSmallest = 120;
    std::size_t left_;
};

}  // namespace xmppconf::reports
