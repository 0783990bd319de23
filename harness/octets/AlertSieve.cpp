#include "harness/octets/AlertSieve.h"

#include <algorithm>
#include <span>

namespace xmppconf::octets {

namespace {

struct Range {
    unsigned char least, most;
};

// Each is a whole record: its kind, its version, its length, what it says.
constexpr Range kTlsAlert[] = {{0x15, 0x15}, {3, 3}, {0, 4}, {0, 0}, {2, 2}, {1, 2}, {0, 255}};
constexpr Range kSsl2Error[] = {{0x80, 0x80}, {3, 3}, {0, 0}, {0, 255}, {0, 255}};
constexpr std::span<const Range> kAlerts[] = {kTlsAlert, kSsl2Error};

/// As far as both go.
bool fits(std::string_view octets, std::span<const Range> alert) {
    return std::equal(octets.begin(), octets.begin() + std::min(octets.size(), alert.size()), alert.begin(),
                      [](char octet, Range range) {
                          const auto value = static_cast<unsigned char>(octet);
                          return range.least <= value && value <= range.most;
                      });
}

}  // namespace

std::string AlertSieve::sift(std::string_view octets) {
    held_ += octets;
    while (!held_.empty()) {
        const auto alert = std::find_if(std::begin(kAlerts), std::end(kAlerts),
                                        [&](const auto& each) { return fits(held_, each); });
        if (alert == std::end(kAlerts)) return rest();
        if (held_.size() < alert->size()) break;
        held_.erase(0, alert->size());
        ++alerts_;
    }
    return {};
}

}  // namespace xmppconf::octets
