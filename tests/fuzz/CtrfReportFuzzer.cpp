#include <nlohmann/json.hpp>

#include "harness/sasl/Charset.h"
#include "reports/files/CtrfReport.h"
#include "tests/fuzz/HostileRun.h"

// The report is JSON in UTF-8, with as many tests as the run had outcomes.

using namespace xmppconf;

XMPPCONF_FUZZER(CtrfReport) {
    reports::SampleRun run;
    fuzz::makeHostile(run, {data, size});
    reports::CtrfReport report(fuzz::reportPath());
    run.play({&report});
    const std::string written = fuzz::takeWritten(report);
    fuzz::require(sasl::isUtf8(written), "the report is not UTF-8");
    const auto json = nlohmann::json::parse(written, nullptr, false);
    fuzz::require(!json.is_discarded(), "the report is not JSON");
    fuzz::require(json["results"]["tests"].size() == run.outcomes.size(), "tests are missing");
    return 0;
}
