#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "SampleRun.h"
#include "reports/model/RunReports.h"
#include "reports/terminal/ConsoleReport.h"
#include "reports/text/Escape.h"
#include "terminal/PseudoTerminal.h"
#include "terminal/Screen.h"

namespace xmppconf::reports {
namespace {

using terminal::PseudoTerminal;
using terminal::Screen;

std::string throughPipe(const SampleRun& run) {
    std::ostringstream output;
    ConsoleReport report(output, {});
    run.play({&report});
    return output.str();
}

/// What a terminal receives of a run.
std::string throughTerminal(const SampleRun& run, unsigned short columns, bool colour) {
    PseudoTerminal terminal(columns);
    std::ofstream output(terminal.path());
    ConsoleReport report(
        output, {.colour = colour, .interactive = true, .width = [&] { return terminal.columns(); }});
    run.play({&report});
    output.close();
    return terminal.everything();
}

SampleRun& madeHostile(SampleRun& run) {
    run.info.host = kHostileText;
    run.facts.mechanisms = {kHostileText};
    run.facts.features = {kHostileText};
    run.facts.tls->subject = kHostileText;
    run.summary.reason = kHostileText;
    for (auto& outcome : run.outcomes) outcome.why = judge::said(kHostileText);
    return run;
}

class ConsoleAtTerminal : public testing::TestWithParam<unsigned short> {};

TEST_P(ConsoleAtTerminal, leavesNothingOfTheProgressBehind) {
    const SampleRun run;
    for (const bool colour : {false, true}) {
        const Screen screen(GetParam(), throughTerminal(run, GetParam(), colour));
        EXPECT_EQ(screen.text(), throughPipe(run));
        EXPECT_EQ(screen.foreignControls(), 0u);
        EXPECT_EQ(screen.coloured(), colour);
    }
}

TEST_P(ConsoleAtTerminal, isSafeFromHostileTexts) {
    SampleRun run;
    madeHostile(run);
    const Screen screen(GetParam(), throughTerminal(run, GetParam(), false));
    EXPECT_EQ(screen.text(), throughPipe(run));
    EXPECT_EQ(screen.foreignControls(), 0u);
    EXPECT_FALSE(screen.coloured());
}

INSTANTIATE_TEST_SUITE_P(Widths, ConsoleAtTerminal, testing::Values(1, 2, 10, 40, 80, 300),
                         testing::PrintToStringParamName());

TEST(ConsoleProgress, saysHowFarTheRunIsWhereAndHowMuchFailed) {
    const std::string live = throughTerminal(SampleRun(), 80, false);
    EXPECT_NE(live.find("\r[0/9] stream, 0 failed so far, stream/header/plain"), std::string::npos);
    EXPECT_NE(live.find("\r[2/9] stream, 1 failed so far, stream/header/wrong-namespace"), std::string::npos);
    EXPECT_NE(live.find("\r[9/9] bind, 2 failed so far, bind/resource/error"), std::string::npos);
}

TEST(ConsoleProgress, keepsTheNumbersWhereTheTerminalIsNarrow) {
    const std::string live = throughTerminal(SampleRun(), 32, false);
    EXPECT_NE(live.find("\r[2/9] stream, 1 failed so far,"), std::string::npos);
    EXPECT_EQ(live.find("failed so far, stream"), std::string::npos);
}

TEST(ConsoleProgress, followsTheWindowWhenItGetsNarrower) {
    const SampleRun run;
    PseudoTerminal terminal(80);
    std::ofstream output(terminal.path());
    ConsoleReport report(output, {.interactive = true, .width = [&] { return terminal.columns(); }});
    RunReports reports;
    reports.add(report);
    reports.runStarted(run.info);
    reports.vectorStarted(run.corpus.vectors[0]);
    terminal.resize(20);
    reports.vectorStarted(run.corpus.vectors[0]);
    output.close();
    const std::string live = terminal.everything();
    const std::string last = live.substr(live.rfind('\r') + 1);
    EXPECT_EQ(last, "[0/9] stream, 0 fai");
}

TEST(ConsoleFailures, standOnceMoreAtTheEndWithTheirReasons) {
    SampleRun run;
    const std::string text = throughPipe(run);
    const auto failed = text.find("\nFailed\n");
    ASSERT_NE(failed, std::string::npos);
    const std::string end = text.substr(failed);
    EXPECT_LT(end.find("stream/header/wrong-namespace\n"), end.find("sasl/hostile\n"));
    EXPECT_LT(end.find("sasl/hostile\n"), end.find("bind/resource/error\n"));
    EXPECT_LT(end.find("bind/resource/error\n            The vector sends what is not well-formed.\n"),
              end.find("\nSummary\n"));
    EXPECT_EQ(end.find("stream/error/condition"), std::string::npos) << "a warning fails nothing";

    std::erase_if(run.outcomes, [](const dialogue::Outcome& outcome) {
        return outcome.verdict == judge::Verdict::Fail || outcome.verdict == judge::Verdict::Error;
    });
    EXPECT_EQ(throughPipe(run).find("\nFailed\n"), std::string::npos);
}

}  // namespace
}  // namespace xmppconf::reports
