#include "suite/commands/RenderCommand.h"

#include <Poco/URI.h>
#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "reports/files/AtomicFile.h"
#include "reports/html/HtmlMatrix.h"
#include "reports/html/HtmlReport.h"
#include "suite/commands/StoredReport.h"
#include "suite/options/OptionReader.h"
#include "suite/options/ReportNames.h"

namespace xmppconf::suite {
namespace {

namespace fs = std::filesystem;

/// The HTML report that lies beside the JSON under the same name, as a link from the page at `from`.
std::string pageBeside(const std::string& json, const std::string& from) {
    const fs::path page = fs::path(json).replace_extension(".html");
    std::error_code error;
    if (from == "-" || !fs::is_regular_file(page, error) || fs::equivalent(page, from, error)) return {};
    const fs::path relative = fs::proximate(page, fs::absolute(from, error).parent_path(), error);
    if (error) return {};
    std::string link;
    Poco::URI::encode(relative.string(), "?#:", link);
    return link;
}

CommandEnd renderOne(const std::string& path, const std::string& htmlFile) {
    const auto report = readStoredReport(path);
    if (!report) return {ExitCode::BadUsage, report.error()};
    reports::HtmlReport html(htmlFile);
    html.write(report.value());
    if (!html.written()) return {ExitCode::OwnError, html.written().error()};
    return {};
}

CommandEnd renderMatrix(const std::vector<std::string>& paths, const std::vector<std::string>& names,
                        const std::string& htmlFile) {
    std::vector<reports::NamedReport> named;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto whole = readStoredReport(paths[i]);
        if (!whole) return {ExitCode::BadUsage, whole.error()};
        named.push_back({names[i], std::move(whole).value().report, pageBeside(paths[i], htmlFile)});
    }
    if (const auto written = reports::AtomicFile::write(htmlFile, reports::htmlMatrix(named)); !written)
        return {ExitCode::OwnError, written.error()};
    return {};
}

}  // namespace

CommandEnd render(const GivenArguments& given, const Surroundings& surroundings) {
    OptionReader reader(given.options);
    std::string htmlFile;
    std::vector<std::string> names;
    reader.text("--html", htmlFile);
    reader.texts("--name", names);
    if (htmlFile.empty()) reader.fail("--html is missing: where shall the report be written?");
    if (given.files.empty()) reader.fail("a report is missing: the JSON file of an earlier run");
    if (!names.empty() && names.size() != given.files.size())
        reader.fail(fmt::format("there are {} reports and {} of --name; give one for each, in the same order",
                                given.files.size(), names.size()));
    if (std::string loss = wouldOverwrite(given.files, htmlFile); !loss.empty()) reader.fail(std::move(loss));
    if (!reader.failure().empty()) return {ExitCode::BadUsage, reader.failure()};

    if (names.empty()) names = namesOfReports(given.files);
    CommandEnd end = given.files.size() == 1 ? renderOne(given.files.front(), htmlFile)
                                             : renderMatrix(given.files, names, htmlFile);
    if (end.sentence.empty() && htmlFile != "-")
        surroundings.output << "HTML report written to " << htmlFile << '\n';
    return end;
}

}  // namespace xmppconf::suite
