#include "reports/files/JsonReport.h"
#include "reports/files/ReportReader.h"
#include "reports/html/HtmlReport.h"
#include "tests/fuzz/HostileRun.h"
#include "tests/fuzz/Markup.h"

// A report from anywhere: it is refused in a sentence that names it, or read such that it can be written in
// any form, and reads the same again.

using namespace xmppconf;

namespace {

template <class Kind>
std::string written(const reports::WholeReport& whole) {
    Kind report(fuzz::reportPath());
    report.write(whole);
    return fuzz::takeWritten(report);
}

}  // namespace

XMPPCONF_FUZZER(ReportReader) {
    const auto whole = reports::readReport(fuzz::Input(data, size).rest(), "report.json");
    if (!whole) {
        if (!whole.error().starts_with("report.json:"))
            fuzz::fail("a sentence does not name the file: " + whole.error());
        return 0;
    }
    const std::string json = written<reports::JsonReport>(whole.value());
    const auto again = reports::readReport(json, "report.json");
    if (!again) fuzz::fail("written, it is not read again: " + again.error());
    fuzz::require(written<reports::JsonReport>(again.value()) == json,
                  "read and written again, it is another report");
    fuzz::markupOf(written<reports::HtmlReport>(whole.value()));
    return 0;
}
