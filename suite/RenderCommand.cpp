#include "suite/RenderCommand.h"

#include <fmt/format.h>

#include "reports/html/HtmlReport.h"
#include "suite/OptionReader.h"
#include "suite/StoredReport.h"

namespace xmppconf::suite {

CommandEnd render(const GivenArguments& given, const Surroundings& surroundings) {
    OptionReader reader(given.options);
    std::string htmlFile;
    reader.text("--html", htmlFile);
    if (htmlFile.empty()) reader.fail("--html is missing: where shall the report be written?");
    if (given.files.empty()) reader.fail("a report is missing: the JSON file of an earlier run");
    if (given.files.size() > 1) reader.fail(fmt::format("'{}' is one report too many", given.files[1]));
    if (!reader.failure().empty()) return {ExitCode::BadUsage, reader.failure()};

    const auto report = readStoredReport(given.files.front());
    if (!report) return {ExitCode::BadUsage, report.error()};
    reports::HtmlReport html(htmlFile);
    html.write(report.value());
    if (!html.written()) return {ExitCode::OwnError, html.written().error()};
    if (htmlFile != "-") surroundings.output << html.kind() << " written to " << htmlFile << '\n';
    return {};
}

}  // namespace xmppconf::suite
