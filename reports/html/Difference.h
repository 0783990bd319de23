#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::reports {

/// What was expected and what came, as HTML (content of elements), with <u> around the parts in which they
/// differ. Of several alternatives the nearest counts. Expectations are open: what came beside what was asked
/// for is no difference. Each text is shown up to `limit` octets.
struct Difference {
    std::vector<std::string> expected;
    std::string actual;
};

Difference differenceOf(const std::vector<std::string>& expected, std::string_view actual, std::size_t limit);

}  // namespace xmppconf::reports
