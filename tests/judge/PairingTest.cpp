#include <gtest/gtest.h>

#include "harness/judge/Pairing.h"

namespace xmppconf::tests {

namespace {

/// One row an element, one letter a pattern that it matches: "ab", "a", …
std::string placed(const std::vector<std::string>& elements, std::size_t patterns) {
    judge::Pairing pairing(patterns);
    std::string result;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        judge::Pairing::Fits fits(patterns);
        for (const char pattern : elements[i])
            fits[static_cast<std::size_t>(pattern - 'a')] = {{"name", std::to_string(i)}};
        result += pairing.place(fits) ? '+' : '-';
    }
    if (pairing.complete()) {
        result += ' ';
        for (const auto& capture : pairing.captures()) result += capture.value;
    }
    return result;
}

}  // namespace

TEST(Pairing, noWishTakesAwayWhatAnotherOneNeeds) {
    EXPECT_EQ(placed({"a", "b"}, 2), "++ 01");
    EXPECT_EQ(placed({"ab", "b"}, 2), "++ 01");
    EXPECT_EQ(placed({"ab", "a"}, 2), "++ 10");
    EXPECT_EQ(placed({"ab", "abc", "a"}, 3), "+++ 201") << "two move on";
    EXPECT_EQ(placed({"a", "a", "b"}, 2), "+-+ 02") << "the second of a kind has no place";
    EXPECT_EQ(placed({"", "a"}, 2), "-+");
}

}  // namespace xmppconf::tests
