#include "suite/commands/StoredReport.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/files/ReportReader.h"
#include "suite/options/TextFile.h"

namespace xmppconf::suite {

Result<reports::WholeReport> readStoredReport(const std::string& path) {
    const auto file = readTextFile(path, reports::kLargestReport);
    if (!file) return Failure{file.error()};
    return reports::readReport(file.value().text, path);
}

std::string wouldOverwrite(const std::vector<std::string>& reports, const std::string& page) {
    if (page == "-" || std::find(reports.begin(), reports.end(), page) == reports.end()) return {};
    return fmt::format("--html names '{}', which is a report to be read", page);
}

}  // namespace xmppconf::suite
