#include <gtest/gtest.h>

#include <cstdlib>

#include "reports/files/Spool.h"

namespace xmppconf::reports {
namespace {

std::string read(const Spool& spool, std::size_t rank) {
    std::string text;
    EXPECT_TRUE(spool.read(rank, [&](std::string_view part) {
        EXPECT_LE(part.size(), 64u * 1024);
        text += part;
    }));
    return text;
}

TEST(Spool, GivesBackWhatItGotByRank) {
    Spool spool;
    const std::string large(1'000'003, 'x');
    EXPECT_TRUE(spool.put(7, "seven"));
    EXPECT_TRUE(spool.put(2, large));
    EXPECT_TRUE(spool.put(4, ""));
    EXPECT_TRUE(spool.put(7, "later"));
    EXPECT_EQ(read(spool, 7), "later");
    EXPECT_EQ(read(spool, 2), large);
    EXPECT_EQ(read(spool, 4), "");
    EXPECT_EQ(read(spool, 5), "");
    EXPECT_TRUE(spool.has(4));
    EXPECT_FALSE(spool.has(5));
}

TEST(Spool, SaysWhyThereIsNoTemporaryFile) {
    const char* before = std::getenv("TMPDIR");
    const std::string kept = before == nullptr ? "" : before;
    ::setenv("TMPDIR", "/nowhere", 1);
    Spool spool;
    const auto result = spool.put(0, "x");
    before == nullptr ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", kept.c_str(), 1);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().find("cannot keep the results in a temporary file"), std::string::npos);
}

}  // namespace
}  // namespace xmppconf::reports
