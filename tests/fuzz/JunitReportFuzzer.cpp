#include "reports/files/JunitReport.h"
#include "tests/fuzz/HostileRun.h"
#include "tests/fuzz/Markup.h"

// The report is well-formed XML, and the target's octets make no element and no attribute in it.

using namespace xmppconf;

namespace {

fuzz::Markup markupOf(const reports::SampleRun& run) {
    reports::JunitReport report(fuzz::reportPath());
    run.play({&report});
    return fuzz::markupOf(fuzz::takeWritten(report));
}

}  // namespace

XMPPCONF_FUZZER(JunitReport) {
    static const fuzz::Markup usual = markupOf(reports::SampleRun());
    reports::SampleRun run;
    fuzz::makeHostile(run, {data, size});
    for (const auto& name : markupOf(run).names) {
        if (!usual.names.contains(name)) fuzz::fail("the target's octets made " + name);
    }
    return 0;
}
