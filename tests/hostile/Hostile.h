#pragma once

#include <fmt/format.h>

#include <string>

#include "tests/program/ProgramTest.h"
#include "tests/program/XmppHost.h"

namespace xmppconf::test {

/// A scenario in which a hostile peer meets the program. Every run is checked as ProgramTest says.
class Hostile : public ProgramTest {
  protected:
    /// The peer is like this from the first word on: whatever is asked behind a login is blocked, broken, or
    /// not asked at all, and the report says why.
    void expectUnfit(const std::string& target, const std::string& reason,
                     std::vector<std::string> more = {"--tls", "none"}) {
        more.insert(more.end(), {"--select", "bind/generated"});
        const Ended ended = run(target, more);
        EXPECT_TRUE(ended.code == 1 || ended.code == 3 || ended.code == 5) << ended.all();
        const std::string said = report().dump();
        EXPECT_NE(said.find(reason), std::string::npos) << ended.all();
        EXPECT_NE(verdictOf("bind/generated"), "pass") << ended.all();
    }
    void expectUnfit(ScriptedPeer::Script script, const std::string& reason,
                     std::vector<std::string> more = {"--tls", "none"}) {
        ScriptedPeer peer(std::move(script));
        expectUnfit(peer.target(), reason, std::move(more));
    }

    /// The peer is a good host to the canary and lets `attack` answer where one vector asks for something.
    void expectVerdict(ScriptedPeer::Script script, const std::string& id, const std::string& verdict,
                       const std::string& reason, int code) {
        ScriptedPeer peer(std::move(script));
        const Ended ended = run(peer.target(), {"--tls", "none", "--select", id});
        EXPECT_EQ(verdictOf(id), verdict) << ended.all();
        EXPECT_NE(reasonOf(id).find(reason), std::string::npos) << reasonOf(id);
        EXPECT_EQ(ended.code, code) << ended.all();
    }
};

inline std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace xmppconf::test
