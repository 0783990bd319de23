#include <gtest/gtest.h>

#include "harness/dialogue/Recorder.h"
#include "harness/octets/HeldClock.h"

namespace xmppconf::tests {

namespace {

using dialogue::Recorder;

TEST(Recorder, cutsWhatIsTooLongBetweenCharacters) {
    const octets::HeldClock clock;
    Recorder recorder(clock, 4);
    recorder.received("c", "12\u20ac");
    recorder.sent("c", "1234");
    recorder.received("c", "\xff\xff\xff\xff\xff");
    recorder.event("c", "a sentence");
    const auto transcript = recorder.take();
    ASSERT_EQ(transcript.size(), 4U);
    EXPECT_EQ(transcript[0].octets, "12");
    EXPECT_EQ(transcript[0].cut, 3U);
    EXPECT_EQ(transcript[1].octets, "1234");
    EXPECT_EQ(transcript[1].cut, 0U);
    EXPECT_EQ(transcript[2].octets, "\xff\xff\xff\xff");
    EXPECT_EQ(transcript[2].cut, 1U);
    EXPECT_EQ(transcript[3].octets, "a sentence");
}

}  // namespace

}  // namespace xmppconf::tests
