#include <gtest/gtest.h>

#include "suite/run/TranscriptSize.h"

namespace xmppconf::suite {
namespace {

using Kind = dialogue::TranscriptEntry::Kind;

dialogue::Transcript conversation(std::size_t entries, const std::string& octets) {
    dialogue::Transcript transcript;
    for (std::size_t i = 0; i < entries; ++i)
        transcript.push_back({octets::Duration(i), "c", Kind::Received, octets, 0});
    return transcript;
}

TEST(TranscriptSize, CountsEntriesAndTheirOctets) {
    EXPECT_EQ(octetsOf({}), 0U);
    const auto small = octetsOf(conversation(3, ""));
    EXPECT_EQ(octetsOf(conversation(3, std::string(500, 'x'))), small + 1500);
}

TEST(TranscriptSize, WhatIsShortStaysAsItIs) {
    auto transcript = conversation(20, std::string(1000, 'x'));
    shorten(transcript);
    ASSERT_EQ(transcript.size(), 20U);
    for (const auto& entry : transcript) {
        EXPECT_EQ(entry.octets, std::string(1000, 'x'));
        EXPECT_EQ(entry.cut, 0U);
        EXPECT_EQ(entry.kind, Kind::Received);
    }
}

TEST(TranscriptSize, LongEntriesKeepTheirBeginningInWholeCharacters) {
    auto transcript = conversation(1, std::string(998, 'x') + "\u20ac\u20ac");
    transcript.front().cut = 5;  // by the recorder
    shorten(transcript);
    EXPECT_EQ(transcript.front().octets, std::string(998, 'x'));
    EXPECT_EQ(transcript.front().cut, 11U);
    shorten(transcript);
    EXPECT_EQ(transcript.front().cut, 11U);
}

TEST(TranscriptSize, LongConversationsKeepTheirBeginningAndEnd) {
    auto transcript = conversation(123, "x");
    shorten(transcript);
    ASSERT_EQ(transcript.size(), 21U);
    EXPECT_EQ(transcript[9].at, octets::Duration(9));
    EXPECT_EQ(transcript[10].kind, Kind::Event);
    EXPECT_EQ(transcript[10].octets,
              "103 entries are left out here: the server sent too much in too many conversations");
    EXPECT_EQ(transcript[11].at, octets::Duration(113));
    EXPECT_EQ(transcript[20].at, octets::Duration(122));
}

}  // namespace
}  // namespace xmppconf::suite
