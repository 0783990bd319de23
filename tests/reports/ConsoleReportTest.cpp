#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "Golden.h"
#include "SampleRun.h"
#include "reports/files/JsonReport.h"
#include "reports/model/RunReports.h"
#include "reports/terminal/ConsoleReport.h"
#include "reports/terminal/TraceReport.h"

namespace xmppconf::reports {
namespace {

std::string consoleOf(const SampleRun& run, ConsoleOptions options = {}) {
    std::ostringstream output;
    ConsoleReport report(output, std::move(options));
    run.play({&report});
    return output.str();
}

TEST(ConsoleReport, IsAsApproved) { expectApproved(consoleOf(SampleRun()), "console.txt"); }

TEST(ConsoleReport, IsAsApprovedVerboseAndInColour) {
    expectApproved(consoleOf(SampleRun(), {.colour = true, .verbose = true}), "console-verbose-colour.txt");
}

TEST(ConsoleReport, WithBrokenLoginsIsAsApproved) {
    SampleRun run;
    run.breakLogins();
    const std::string text = consoleOf(run);
    expectApproved(text, "logins/console.txt");
    std::reverse(run.outcomes.begin(), run.outcomes.end());
    EXPECT_EQ(consoleOf(run), text);
}

TEST(ConsoleReport, PrintsTheSameInWhateverOrderVectorsFinish) {
    SampleRun run;
    const std::string expected = consoleOf(run);
    std::reverse(run.outcomes.begin(), run.outcomes.end());
    EXPECT_EQ(consoleOf(run), expected);
    std::rotate(run.outcomes.begin(), run.outcomes.begin() + 4, run.outcomes.end());
    EXPECT_EQ(consoleOf(run), expected);
}

TEST(ConsoleReport, PrintsAStepAsSoonAsAllBeforeItIsDone) {
    const SampleRun run;
    std::ostringstream output;
    ConsoleReport report(output, {});
    RunReports reports;
    reports.add(report);
    reports.runStarted(run.info);
    reports.vectorFinished(run.outcomes[4]);
    reports.vectorFinished(run.outcomes[5]);
    reports.vectorFinished(run.outcomes[6]);
    EXPECT_EQ(output.str().find("sasl/"), std::string::npos);
    for (int i = 0; i < 4; ++i) reports.vectorFinished(run.outcomes[static_cast<std::size_t>(i)]);
    EXPECT_NE(output.str().find("sasl/hostile"), std::string::npos);
    EXPECT_EQ(output.str().find("Summary"), std::string::npos);
}

TEST(TraceReport, showsChecksInTheDialogueAndActionsAsTheyStart) {
    for (const int jobs : {1, 2}) {
        SampleRun run;
        run.info.jobs = jobs;
        const dialogue::Outcome& outcome = run.outcomes[0];
        const vector::Action close{
            .place = {}, .conn = "c", .req = {}, .rests = {}, .within = {}, .body = vector::Close{}};
        std::ostringstream output;
        TraceReport report(output, false);
        RunReports reports;
        reports.add(report);
        ASSERT_TRUE(reports.hearsActions());
        reports.runStarted(run.info);
        reports.actionStarted({{outcome.vector, 1, std::chrono::milliseconds(2)}, &close, {}});
        EXPECT_EQ(output.str(), jobs == 1 ? "   0.002  c  close\n" : "");
        output.str("");
        reports.checked({{outcome.vector, 1, std::chrono::milliseconds(2)}, outcome.checks[0]});
        reports.checked({{outcome.vector, 2, std::chrono::milliseconds(2)}, outcome.checks[0]});
        reports.vectorFinished(outcome);
        const std::string text = output.str();
        const std::string check =
            "   0.002  pass RFC6120/4.3.3/new-stream-id at vectors/rfc6120/stream.xml:6\n";
        const auto at = text.find(check);
        ASSERT_NE(at, std::string::npos) << text;
        EXPECT_GT(at, text.find("   0.001  c  C: "));
        EXPECT_LT(at, text.find("   0.003  c  S: "));
        EXPECT_EQ(text.find(check, at + 1), std::string::npos) << "it is of another attempt";
    }
}

TEST(ConsoleReport, SaysThatARunIsNotComplete) {
    SampleRun run;
    run.outcomes.resize(2);
    run.summary = {
        std::chrono::milliseconds(100), false, 3, "The canary failed after stream/header/plain.", {}};
    expectApproved(consoleOf(run), "console-incomplete.txt");
}

TEST(ConsoleReport, SaysWhatTheRunWaitedFor) {
    SampleRun run;
    EXPECT_EQ(consoleOf(run).find("longest"), std::string::npos) << "all took milliseconds";
    run.outcomes[0].duration = std::chrono::milliseconds(6100);
    run.outcomes[2].duration = std::chrono::milliseconds(10040);
    EXPECT_NE(consoleOf(run).find(fmt::format("\n  The longest conversations: {} 10.0 s, {} 6.1 s\n",
                                              run.outcomes[2].vector->id, run.outcomes[0].vector->id)),
              std::string::npos);
}

TEST(ConsoleReport, SaysWhatTheBaselineAcceptsAndWhatMustBeDone) {
    SampleRun run;
    run.holdAgainstBaseline();
    expectApproved(consoleOf(run), "console-baseline.txt");
    run.holdAgainstBaseline(kHostileText);
    for (const char c : consoleOf(run)) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
}

TEST(ConsoleReport, ALongReasonStandsWholeUnderWhatFailedOrSaysWhereItDoes) {
    SampleRun run;
    const auto failed = [&](const std::string& reason, std::vector<const FileReport*> files) {
        run.outcomes[1].why = judge::said(reason);
        const std::string text = consoleOf(run, {.files = std::move(files)});
        return text.substr(text.find("\nFailed\n"));
    };
    const std::string long1000 = std::string(999, 'x') + 'y';
    const std::string long5000 = std::string(5000, 'x');
    EXPECT_NE(failed(long1000, {}).find(long1000), std::string::npos);
    EXPECT_EQ(failed(long1000, {}).find("cut here"), std::string::npos);
    EXPECT_NE(failed(long5000, {}).find("(3800 octets more)"), std::string::npos);
    EXPECT_NE(failed(long5000, {}).find("What is cut here stands whole in a JSON report: add --json FILE.\n"),
              std::string::npos);
    const JsonReport json("unwritten.json");
    EXPECT_NE(failed(long5000, {&json}).find("What is cut here stands whole in the JSON report.\n"),
              std::string::npos);
}

TEST(ConsoleReport, SaysWhereReportsAreAndWhyNot) {
    const SampleRun run;
    JsonReport good(temporaryPath("console-good.json"));
    JsonReport bad("/nowhere/at all/r.json");
    std::ostringstream output;
    ConsoleReport console(output, {.files = {&good, &bad}});
    run.play({&good, &bad, &console});
    EXPECT_NE(output.str().find("JSON report written to " + good.path()), std::string::npos);
    EXPECT_NE(
        output.str().find("No JSON report: cannot write the report /nowhere/at all/r.json: No such file"),
        std::string::npos);
}

TEST(ConsoleReport, ProgressIsForTerminalsOnly) {
    EXPECT_EQ(consoleOf(SampleRun()).find_first_of("\r\x1b"), std::string::npos);
}

TEST(ConsoleReport, NothingHostileReachesTheTerminal) {
    SampleRun run;
    run.facts.mechanisms = {kHostileText};
    run.facts.features = {kHostileText};
    run.facts.tls->subject = kHostileText;
    run.facts.tls->verifyError = kHostileText;
    run.info.host = kHostileText;
    run.summary.reason = kHostileText;
    for (auto& outcome : run.outcomes) outcome.why = judge::said(kHostileText);
    std::string text = consoleOf(run, {.verbose = true});
    std::ostringstream trace;
    TraceReport report(trace, false);
    run.play({&report});
    text += trace.str();
    std::erase(text, '\n');
    for (const char c : text) EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7f) << int(c);
    for (const auto* hidden : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6", "\xff", "\xed\xa0"}) {
        EXPECT_EQ(text.find(hidden), std::string::npos);
    }
}

TEST(ConsoleReport, IsBoundedWhateverTheTargetSends) {
    SampleRun run;
    for (auto& outcome : run.outcomes) {
        outcome.why = judge::said(std::string(1'000'000, '\x01'));
        for (auto& check : outcome.checks) {
            check.actual.assign(1'000'000, 'a');
            check.expected.assign(1000, std::string(1000, 'b'));
        }
        for (auto& entry : outcome.transcript) entry.octets.assign(100'000, '\xff');
    }
    EXPECT_LT(consoleOf(run, {.verbose = true}).size(), 60'000u);
}

TEST(ConsoleReport, SaysNothingOfARunThatNeverBegan) {
    std::ostringstream output;
    ConsoleReport report(output, {});
    RunReports reports;
    reports.add(report);
    reports.runFinished({});
    EXPECT_EQ(output.str(), "");
}

TEST(TraceReport, IsAsApproved) {
    std::ostringstream output;
    TraceReport report(output, false);
    SampleRun().play({&report});
    expectApproved(output.str(), "trace.txt");
}

}  // namespace
}  // namespace xmppconf::reports
