#include "reports/text/WayText.h"

#include <fmt/format.h>

#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

std::string placeText(const vector::Place& place) {
    return fmt::format("{}:{}", place.file ? visible(*place.file) : std::string(), place.line);
}

}  // namespace

std::string wayText(const std::vector<vector::Place>& way) {
    if (way.empty()) return {};
    const std::string end = placeText(way.back());
    return way.size() == 1 ? end : fmt::format("{}, used at {}", end, placeText(way.front()));
}

}  // namespace xmppconf::reports
