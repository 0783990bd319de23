#include "harness/judge/Check.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/xml/OctetScan.h"

namespace xmppconf::judge {

namespace {

// A reason has room for what came, too; checks and the source have all of it.
constexpr std::size_t kMostExpected = 250;

}  // namespace

std::string alternatives(const std::vector<std::string>& expected) {
    const std::string all = fmt::format("{}", fmt::join(expected, " or "));
    if (all.size() <= kMostExpected) return all;
    const std::string_view kept = xml::withoutCutCharacter(std::string_view(all).substr(0, kMostExpected));
    return fmt::format("{} … ({} octets more)", kept, all.size() - kept.size());
}

std::string sentence(const Check& check) {
    return fmt::format("{} ({}): expected {}; {}", check.requirement, vector::nameOf(check.level),
                       alternatives(check.expected), check.actual);
}

}  // namespace xmppconf::judge
