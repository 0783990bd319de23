#include "reports/files/CtrfReport.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "reports/files/JsonText.h"
#include "reports/model/LoginTroubles.h"
#include "reports/model/TestStatus.h"
#include "reports/text/TranscriptExcerpt.h"
#include "reports/text/WayText.h"

namespace xmppconf::reports {

namespace {

using Json = nlohmann::ordered_json;

std::string_view nameOf(TestStatus status) {
    switch (status) {
        case TestStatus::Passed:
            return "passed";
        case TestStatus::Failed:
        case TestStatus::Error:
            return "failed";
        case TestStatus::Skipped:
            break;
    }
    return "skipped";
}

/// Milliseconds since 1970; 0 for what is no time.
long long epochMs(const std::string& time) {
    Poco::DateTime parsed;
    int zone = 0;
    if (!Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::ISO8601_FORMAT, time, parsed, zone)) return 0;
    return std::max<long long>(0, parsed.timestamp().epochMicroseconds() / 1000);
}

Json labelsOf(const ReportedVector& vector, const ReportStart& start) {
    std::set<std::string> requirements;
    std::set<std::string> sections;
    for (const judge::Check& check : vector.checks) {
        if (check.seenOnly()) continue;
        requirements.insert(check.requirement);
        if (const auto* requirement = start.requirement(check.requirement))
            sections.insert(requirement->spec + " " + requirement->section);
    }
    Json labels = Json::object();
    if (!requirements.empty()) labels["requirement"] = requirements;
    if (!sections.empty()) labels["section"] = sections;
    if (vector.mark != dialogue::Mark::None) labels["mark"] = dialogue::nameOf(vector.mark);
    return labels;
}

/// The checks that were not met: what was expected, and what came.
std::string traceOf(const ReportedVector& vector) {
    std::string trace;
    for (const judge::Check& check : vector.checks) {
        if (!isBroken(check.verdict) || check.seenOnly()) continue;
        trace += fmt::format("{} at {}\n", check.requirement, wayText(check.way()));
        for (const std::string& expected : check.expected) trace += fmt::format("  expected: {}\n", expected);
        trace += fmt::format("  actual:   {}\n", check.actual);
    }
    return trace;
}

/// What a verdict is for a tool that knows tests only, with nothing accepted.
std::string_view statusOf(judge::Verdict verdict, const Gate& gate) {
    if (verdict == judge::Verdict::Blocked || verdict == judge::Verdict::Skip) return "skipped";
    return verdict == judge::Verdict::Error || gate.matters(verdict) ? "failed" : "passed";
}

Json retriesOf(const ReportedVector& vector, const Gate& gate) {
    Json attempts = Json::array();
    for (const ReportedAttempt& other : vector.others) {
        Json json{{"attempt", other.number},
                  {"status", statusOf(other.verdict, gate)},
                  {"duration", other.durationMs},
                  {"stdout", transcriptExcerpt(other.transcript, kOtherTranscript)},
                  {"extra", {{"verdict", judge::nameOf(other.verdict)}, {"alone", other.alone}}}};
        if (!other.reason.empty()) json["message"] = other.reason;
        attempts.push_back(std::move(json));
    }
    return attempts;
}

Json extraTest(const std::string& name, const std::string& suite, const std::string& message) {
    return {{"name", name}, {"status", "failed"}, {"duration", 0}, {"suite", {suite}}, {"message", message}};
}

Json summaryJson(const Report& report, std::size_t extras) {
    std::size_t counts[3] = {0, extras, 0};
    for (const VectorBrief& vector : report.vectors) {
        const TestStatus status = testResult(vector, report.start.gate).status;
        ++counts[status == TestStatus::Passed ? 0 : status == TestStatus::Skipped ? 2 : 1];
    }
    const long long start = epochMs(report.start.started);
    return {{"tests", report.vectors.size() + extras},
            {"passed", counts[0]},
            {"failed", counts[1]},
            {"skipped", counts[2]},
            {"pending", 0},
            {"other", 0},
            {"flaky", std::count_if(report.vectors.begin(), report.vectors.end(),
                                    [](const VectorBrief& one) { return one.mark != dialogue::Mark::None; })},
            {"start", start},
            {"stop", start + report.durationMs},
            {"duration", report.durationMs},
            {"extra", {{"exitCode", report.exitCode}, {"reason", report.reason}}}};
}

}  // namespace

std::string CtrfReport::vectorPart(const ReportedVector& vector, const ReportStart& start) {
    const TestResult result = testResult(briefOf(vector), start.gate);
    Json json{{"name", vector.id},
              {"status", nameOf(result.status)},
              {"duration", vector.durationMs},
              {"suite", {vector::nameOf(vector.step)}},
              {"rawStatus", judge::nameOf(vector.verdict)}};
    if (!result.message.empty()) json["message"] = result.message;
    if (const std::string trace = traceOf(vector); !trace.empty()) json["trace"] = trace;
    if (!vector.file.empty()) json["filePath"] = vector.file;
    if (vector.line > 0) json["line"] = vector.line;
    if (!vector.others.empty()) {
        json["retries"] = vector.others.size();
        json["retryAttempts"] = retriesOf(vector, start.gate);
        json["flaky"] = vector.mark != dialogue::Mark::None;
    }
    json["labels"] = labelsOf(vector, start);
    json["stdout"] = transcriptExcerpt(vector.transcript, kTestTranscript);
    json["extra"] = {{"title", vector.title}, {"repeat", vector.repeat}};
    return jsonText(json);
}

void CtrfReport::compose(AtomicFile& file, const Report& report) {
    Json extras = Json::array();
    for (const auto& [test, message] : staleTests(report))
        extras.push_back(extraTest(test, "baseline", message));
    if (const std::string missing = whatIsMissing(report); !missing.empty())
        extras.push_back(extraTest("the run is complete", "run", missing));
    const ReportStart& start = report.start;
    const Json tool{{"name", "xmppconf"}, {"version", start.toolVersion}};
    Json environment{{"appName", start.target()},
                     {"testEnvironment", fmt::format("domain {}, TLS {}", start.domain, start.security)}};
    if (const auto troubles = report.facts ? loginTroubles(*report.facts) : std::vector<std::string>{};
        !troubles.empty())
        environment["extra"] = {{"loginsThatDoNotWork", troubles}};
    file.write(
        "{\"reportFormat\":\"CTRF\",\"specVersion\":\"0.0.0\",\"generatedBy\":\"xmppconf\",\n\"results\":{"
        "\"tool\":" +
        jsonText(tool) + ",\n\"summary\":" + jsonText(summaryJson(report, extras.size())) + ",\n\"tests\":[");
    std::string_view separator = "\n";
    for (std::size_t i = 0; i < report.vectors.size(); ++i) {
        file.write(separator);
        writePart(file, i);
        separator = ",\n";
    }
    for (const Json& extra : extras) {
        file.write(separator);
        file.write(jsonText(extra));
        separator = ",\n";
    }
    file.write("\n],\n\"environment\":" + jsonText(environment) + "}}\n");
}

}  // namespace xmppconf::reports
