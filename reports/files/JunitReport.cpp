#include "reports/files/JunitReport.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/model/AttemptsText.h"
#include "reports/model/LoginTroubles.h"
#include "reports/model/TestStatus.h"
#include "reports/text/Escape.h"
#include "reports/text/TranscriptExcerpt.h"
#include "reports/text/WayText.h"

namespace xmppconf::reports {

namespace {

struct Counts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    std::size_t skipped = 0;
    long long durationMs = 0;

    void add(TestStatus status) {
        ++tests;
        failures += status == TestStatus::Failed ? 1U : 0U;
        errors += status == TestStatus::Error ? 1U : 0U;
        skipped += status == TestStatus::Skipped ? 1U : 0U;
    }
};

std::string seconds(long long milliseconds) {
    return fmt::format("{:.3f}", static_cast<double>(milliseconds) / 1000);
}

std::string resultElement(const TestResult& result, const std::string& details) {
    switch (result.status) {
        case TestStatus::Passed:
            return {};
        case TestStatus::Skipped:
            return fmt::format("<skipped>{}</skipped>\n", xmlText(result.message));
        case TestStatus::Failed:
        case TestStatus::Error:
            break;
    }
    const std::string_view name = result.status == TestStatus::Failed ? "failure" : "error";
    return fmt::format("<{0} message=\"{1}\">{2}</{0}>\n", name, htmlAttribute(result.message),
                       xmlText(details));
}

/// All broken checks in words.
std::string detailsOf(const ReportedVector& vector, const ReportStart& start) {
    std::string text = fmt::format("{}\n", vector.title);
    for (const judge::Check& check : vector.checks) {
        if (!isBroken(check.verdict) || check.seenOnly()) continue;
        const auto* requirement = start.requirement(check.requirement);
        text += fmt::format("{} ({})\n", check.requirement, vector::nameOf(check.level));
        if (requirement) text += fmt::format("  {} {}\n", requirement->text, requirement->link);
        text += fmt::format("  expected: {}\n  actual:   {}\n  at {}\n", fmt::join(check.expected, " or "),
                            check.actual, wayText(check.way()));
    }
    const std::string attempts = attemptsText(vector);
    if (!attempts.empty()) text += fmt::format("Attempts: {}\n", attempts);
    return text + fmt::format("Repeat: {}\n", vector.repeat);
}

/// The tries that would have failed the run, in the words of Maven Surefire: "flaky" beside a test that
/// passed, "rerun" beside one that failed.
std::string attemptElements(const ReportedVector& vector, TestStatus status, const Gate& gate) {
    if (status == TestStatus::Skipped) return {};
    std::string text;
    for (const ReportedAttempt& other : vector.others) {
        const bool ours = other.verdict == judge::Verdict::Error;
        if (!ours && !gate.matters(other.verdict)) continue;
        const std::string name =
            std::string(status == TestStatus::Passed ? "flaky" : "rerun") + (ours ? "Error" : "Failure");
        std::string excerpt;
        for (const std::string& line : transcriptExcerpt(other.transcript, kOtherTranscript))
            excerpt += xmlText(line) + '\n';
        text += fmt::format(
            "<{0} type=\"{1}\" message=\"{2}\"><stackTrace>attempt {3}, {4}: {5}</stackTrace>"
            "<system-out>{6}</system-out></{0}>\n",
            name, judge::nameOf(other.verdict), htmlAttribute(other.reason), other.number,
            other.alone ? "alone" : "beside others", xmlText(other.reason), excerpt);
    }
    return text;
}

std::string property(std::string_view name, std::string_view value) {
    return fmt::format("<property name=\"{}\" value=\"{}\"/>\n", htmlAttribute(name), htmlAttribute(value));
}

/// Which requirements the vectors of a suite judged: the schema has properties for suites only.
std::string requirementProperties(const VectorBrief& vector, const ReportStart& start) {
    std::string text;
    for (const auto& judged : vector.judged) {
        const auto* requirement = start.requirement(judged.requirement);
        const std::string where = requirement
                                      ? fmt::format(" ({} section {}, {})", requirement->spec,
                                                    requirement->section, vector::nameOf(requirement->level))
                                      : std::string();
        text += property("requirement of " + vector.id,
                         fmt::format("{}{}: {}", judged.requirement, where, judge::nameOf(judged.verdict)));
    }
    return text;
}

std::string loginProperties(const Report& report) {
    std::string text;
    if (report.facts)
        for (const std::string& trouble : loginTroubles(*report.facts))
            text += property("login that does not work", trouble);
    return text;
}

std::string suiteStart(std::string_view name, const Counts& counts, const ReportStart& start) {
    return fmt::format(
        "<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{}\" "
        "timestamp=\"{}\" hostname=\"{}\" package=\"xmppconf\">\n",
        name, counts.tests, counts.failures, counts.errors, counts.skipped, seconds(counts.durationMs),
        htmlAttribute(start.started), htmlAttribute(start.host));
}

/// A suite of tests that are no vectors, all of one status.
std::string extraSuite(std::string_view name, const std::vector<std::pair<std::string, std::string>>& tests,
                       TestStatus status, const ReportStart& start) {
    if (tests.empty()) return {};
    Counts counts;
    std::string inside;
    for (const auto& [test, message] : tests) {
        counts.add(status);
        inside +=
            fmt::format("<testcase name=\"{}\" classname=\"xmppconf.{}\" time=\"0.000\">\n{}</testcase>\n",
                        htmlAttribute(test), name, resultElement({status, message}, message));
    }
    return suiteStart(name, counts, start) + inside + "</testsuite>\n";
}

std::vector<std::pair<std::string, std::string>> missingTests(const Report& report) {
    const std::string missing = whatIsMissing(report);
    if (missing.empty()) return {};
    return {{"the run is complete", missing}};
}

}  // namespace

std::string JunitReport::vectorPart(const ReportedVector& vector, const ReportStart& start) {
    std::string part =
        fmt::format("<testcase name=\"{}\" classname=\"xmppconf.{}\" time=\"{}\">\n",
                    htmlAttribute(vector.id), vector::nameOf(vector.step), seconds(vector.durationMs));
    const TestResult result = testResult(briefOf(vector), start.gate);
    part +=
        resultElement(result, detailsOf(vector, start)) + attemptElements(vector, result.status, start.gate);
    part += "<system-out>";
    if (isBroken(vector.verdict)) part += xmlText(detailsOf(vector, start)) + '\n';
    for (const std::string& line : transcriptExcerpt(vector.transcript, kTestTranscript))
        part += xmlText(line) + '\n';
    return part + "</system-out>\n</testcase>\n";
}

void JunitReport::compose(AtomicFile& file, const Report& report) {
    Counts all;
    const auto missing = missingTests(report);
    const auto stale = staleTests(report);
    for (const VectorBrief& vector : report.vectors) all.add(testResult(vector, report.start.gate).status);
    for (std::size_t i = 0; i < missing.size(); ++i) all.add(TestStatus::Error);
    for (std::size_t i = 0; i < stale.size(); ++i) all.add(TestStatus::Failed);
    file.write(fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"xmppconf {}\" tests=\"{}\" "
        "failures=\"{}\" errors=\"{}\" time=\"{}\">\n",
        htmlAttribute(report.start.target()), all.tests, all.failures, all.errors,
        seconds(report.durationMs)));
    for (int i = 0; i < vector::kSteps; ++i) writeStep(file, report, static_cast<vector::Step>(i));
    file.write(extraSuite("baseline", stale, TestStatus::Failed, report.start));
    file.write(extraSuite("run", missing, TestStatus::Error, report.start));
    file.write("</testsuites>\n");
}

void JunitReport::writeStep(AtomicFile& file, const Report& report, vector::Step step) {
    const ReportStart& start = report.start;
    Counts counts;
    std::string requirements;
    for (const VectorBrief& vector : report.vectors) {
        if (vector.step != step) continue;
        counts.add(testResult(vector, start.gate).status);
        counts.durationMs += vector.durationMs;
        requirements += requirementProperties(vector, start);
        if (vector.mark != dialogue::Mark::None)
            requirements += property("mark of " + vector.id, nameOf(vector.mark));
    }
    if (counts.tests == 0) return;
    file.write(suiteStart(vector::nameOf(step), counts, start) + "<properties>\n" +
               property("xmppconf", start.toolVersion) + property("target", start.target()) +
               property("domain", start.domain) + property("tls", start.security) +
               property("command", start.command) + loginProperties(report) + requirements +
               "</properties>\n");
    for (std::size_t i = 0; i < report.vectors.size(); ++i)
        if (report.vectors[i].step == step) writePart(file, i);
    file.write("</testsuite>\n");
}

}  // namespace xmppconf::reports
