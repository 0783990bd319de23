#include "reports/text/LineAndColumn.h"

#include <fmt/format.h>

#include <algorithm>

namespace xmppconf::reports {

std::string lineAndColumn(std::string_view text, std::size_t octet) {
    const std::string_view before = text.substr(0, std::min(octet == 0 ? 0 : octet - 1, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto lineStart = before.rfind('\n');
    return fmt::format("{}:{}", line, before.size() - (lineStart == before.npos ? 0 : lineStart + 1) + 1);
}

}  // namespace xmppconf::reports
