#include <fmt/format.h>
#include <fnmatch.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <set>

#include "tests/faulty/faults/Rogue.h"
#include "tests/faulty/proof/Matrix.h"
#include "tests/faulty/proof/WholeProgram.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

// A vector by its id, or several by a pattern.
bool explains(const std::string& line, const std::string& pass) {
    return ::fnmatch(line.c_str(), pass.c_str(), 0) == 0;
}

bool isExplained(const std::vector<std::string>& lines, const std::string& pass) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return explains(line, pass); });
}

// It is honest as long as it lives.
bool isMortal(const Fault& rogue) { return rogue.name == "crash-on-first-bad-stanza"; }

struct RogueMeeting {
    judge::Verdict verdict;
    bool died;  ///< the server, of this very vector
    std::string reason;
};

RogueMeeting meet(const vector::Vector& vector, const Setting& setting, const Fault& rogue) {
    bool died = false;
    Conduct conduct;
    rogue.apply(conduct);
    conduct.onSend.push_back(
        [&](Stream& stream, Outgoing&) { died = died || stream.server().notes.count("dead") != 0; });
    auto outcome = Matrix::shared().trial().hold(vector, setting, conduct);
    return {outcome.verdict, died, outcome.reason()};
}

}  // namespace

// A server that is none gets no pass, but where a vector saw all that it asks for: those are listed, each
// with the reason. The one that dies is honest as long as it lives, so only what killed it counts.
TEST(Rogues, GetNoPassThatIsNotExplained) {
    const auto& vectors = projectCorpus().vectors;
    std::set<std::string> passed;
    std::mutex mutex;
    for (const Fault& rogue : rogues()) {
        const bool mortal = isMortal(rogue);
        inParallel(vectors.size(), [&](std::size_t at) {
            for (const Setting& setting : settings()) {
                const RogueMeeting meeting = meet(vectors[at], setting, rogue);
                EXPECT_NE(meeting.verdict, judge::Verdict::Error)
                    << rogue.name << ", " << vectors[at].id << ": " << meeting.reason;
                if (meeting.verdict != judge::Verdict::Pass || (mortal && !meeting.died)) continue;
                const std::lock_guard lock(mutex);
                passed.insert(fmt::format("{} {}", rogue.name, vectors[at].id));
            }
        });
    }
    const auto lines = linesOf("rogues.txt");
    for (const std::string& pass : passed)
        EXPECT_TRUE(isExplained(lines, pass)) << pass << ": passes, and nothing in rogues.txt says why";
    for (const std::string& line : lines) {
        const bool needed = std::any_of(passed.begin(), passed.end(),
                                        [&](const std::string& pass) { return explains(line, pass); });
        EXPECT_TRUE(needed) << line << ": explained in rogues.txt, but nothing of it passes";
    }
}

// The same for the whole program over TCP: such a run judges what can be judged and is never taken for a
// success. What passed while the mortal one lived is its own merit there.
TEST(ProgramAmongRogues, NeverEndsWithExitCodeZero) {
    const auto lines = linesOf("rogues.txt");
    const auto ofARun = linesOf("rogues-of-a-run.txt");
    std::set<std::string> unused(ofARun.begin(), ofARun.end());
    for (const Fault& rogue : rogues()) {
        for (const auto& [profile, security] :
             {std::pair{"plain", "none"}, std::pair{"starttls", "starttls"}}) {
            const std::string name(rogue.name), where = fmt::format("{} over {}", name, security);
            const ServerProcess server({"--profile", profile, "--rogue", name});
            const Finding found = run(server, {"--tls", security, "--timeout", "2"});
            EXPECT_NE(found.code, 0) << where;
            EXPECT_NE(found.code, 4) << where << ": an error of ours";
            ASSERT_TRUE(found.report.is_object()) << where << ": there is no report";
            EXPECT_EQ(found.report.at("summary").at("exit_code"), found.code) << where;
            for (const auto& vector : found.report.at("vectors")) {
                const std::string pass = fmt::format("{} {}", name, vector.at("id").get<std::string>());
                EXPECT_NE(vector.at("verdict"), "error") << pass;
                if (vector.at("verdict") == "pass" && !isMortal(rogue)) {
                    std::erase_if(unused, [&](const std::string& line) { return explains(line, pass); });
                    EXPECT_TRUE(isExplained(lines, pass) || isExplained(ofARun, pass))
                        << pass << ", over " << security << ": passes, and nothing in rogues*.txt says why";
                }
            }
        }
    }
    for (const std::string& line : unused)
        ADD_FAILURE() << line << ": explained in rogues-of-a-run.txt, but nothing of it passes";
}

}  // namespace xmppconf::faulty
