#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/files/JsonReport.h"
#include "reports/files/ReportReader.h"
#include "tests/fuzz/HostileRun.h"

// The report is ASCII, is JSON, holds the octets of transcripts as they were, and is the same when it is read
// and written again.

using namespace xmppconf;

namespace {

bool isLinesOfAscii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
}

bool sameTranscripts(const reports::SampleRun& run, const reports::WholeReport& whole) {
    return std::equal(run.outcomes.begin(), run.outcomes.end(), whole.vectors.begin(), whole.vectors.end(),
                      [](const auto& outcome, const auto& vector) {
                          const auto& one = outcome.transcript;
                          const auto& other = vector.transcript;
                          return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                                            [](const auto& a, const auto& b) {
                                                return a.octets == b.octets && a.kind == b.kind &&
                                                       a.cut == b.cut;
                                            });
                      });
}

}  // namespace

XMPPCONF_FUZZER(JsonReport) {
    reports::SampleRun run;
    fuzz::makeHostile(run, {data, size});
    reports::JsonReport report(fuzz::reportPath());
    run.play({&report});
    const std::string written = fuzz::takeWritten(report);
    fuzz::require(isLinesOfAscii(written), "the report is not ASCII");
    fuzz::require(nlohmann::json::accept(written), "the report is not JSON");

    const auto whole = reports::readReport(written, "report.json");
    if (!whole) fuzz::fail("the report is not read again: " + whole.error());
    fuzz::require(sameTranscripts(run, whole.value()), "a transcript was changed");
    reports::JsonReport again(fuzz::reportPath());
    again.write(whole.value());
    fuzz::require(fuzz::takeWritten(again) == written, "read and written again, it is another report");
    return 0;
}
