#include <gtest/gtest.h>

#include "Rehearsal.h"
#include "harness/dialogue/Observer.h"

namespace xmppconf::tests {
namespace {

/// What was heard, one line each.
struct Hearing final : dialogue::Observer {
    void actionStarted(const vector::Action& action, std::span<const vector::Place> uses,
                       octets::Duration) override {
        heard +=
            "action " + std::to_string(action.body.index()) + " behind " + std::to_string(uses.size()) + "\n";
    }
    void checked(const judge::Check& check, const std::vector<sasl::Secret>& secrets,
                 octets::Duration) override {
        heard += check.requirement + ' ' + std::string(judge::nameOf(check.verdict)) + '\n';
        told = secrets.size();
    }
    std::string heard;
    std::size_t told = 0;
};

TEST(Observer, hearsActionsAndChecksInTheirOrder) {
    Hearing hearing;
    const Rehearsal r(kOpen + R"(
        <assert req="must" that="c.stream-id" present="yes"/>
        <assert req="should" that="c.stream-id" equals="other"/>
        <send conn="c"><![CDATA[<a/>]]></send>)",
                      {{opens(), says("<a/>", "<b/>")}}, "", nullptr, &hearing);
    EXPECT_EQ(hearing.heard,
              "action 16 behind 0\naction 0 behind 1\naction 2 behind 1\naction 5 behind 1\n"
              "action 4 behind 1\naction 12 behind 0\nT/1/must pass\naction 12 behind 0\n"
              "T/1/should warn\naction 2 behind 0\n");
    EXPECT_GT(hearing.told, 0u) << "what is to be masked";
}

}  // namespace
}  // namespace xmppconf::tests
