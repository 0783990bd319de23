#include "suite/StoredReport.h"

#include "reports/ReportReader.h"
#include "suite/TextFile.h"

namespace xmppconf::suite {

Result<reports::WholeReport> readStoredReport(const std::string& path) {
    const auto file = readTextFile(path, reports::kLargestReport);
    if (!file) return Failure{file.error()};
    return reports::readReport(file.value().text, path);
}

}  // namespace xmppconf::suite
