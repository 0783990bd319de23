#include <algorithm>
#include <array>

#include "harness/vector/Requirement.h"
#include "harness/vector/Vector.h"

namespace xmppconf::vector {

namespace {

constexpr std::array<std::string_view, 3> kLevels{"MUST", "SHOULD", "MAY"};
constexpr std::array<std::string_view, kImpacts> kImpactNames{"security", "interoperability", "robustness",
                                                              "form"};
constexpr std::array<std::string_view, kSteps> kStepNames{"stream",  "features", "starttls", "sasl",
                                                          "restart", "bind",     "session",  "stanza",
                                                          "xml",     "close",    "always"};

}  // namespace

std::string_view nameOf(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

std::string_view nameOf(Impact impact) { return kImpactNames[static_cast<std::size_t>(impact)]; }

std::string_view nameOf(Step step) { return kStepNames[static_cast<std::size_t>(step)]; }

std::optional<Step> stepNamed(std::string_view name) {
    const auto found = std::find(kStepNames.begin(), kStepNames.end(), name);
    if (found == kStepNames.end()) return std::nullopt;
    return static_cast<Step>(found - kStepNames.begin());
}

}  // namespace xmppconf::vector
