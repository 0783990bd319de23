#include "reports/files/FileReport.h"

namespace xmppconf::reports {

void FileReport::vectorFinished(const FinishedVector& vector, const ReportStart& start) {
    told_.insert(vector.rank);
    keep(spool_.put(vector.rank, vectorPart(vector.shown, start)));
}

void FileReport::runFinished(const RunSummary&, const Report& report) {
    ranks_.assign(told_.begin(), told_.end());
    writeFile(report);
}

void FileReport::write(const WholeReport& whole) {
    for (const ReportedVector& vector : whole.vectors) {
        const std::size_t rank = ranks_.size();
        keep(spool_.put(rank, vectorPart(vector, whole.report.start)));
        ranks_.push_back(rank);
    }
    writeFile(whole.report);
}

void FileReport::writeFile(const Report& report) {
    auto file = AtomicFile::open(path_);
    if (!file) return keep(Failure{file.error()});
    compose(file.value(), report);
    if (written_) keep(file.value().commit());
}

void FileReport::writePart(AtomicFile& file, std::size_t index) {
    keep(spool_.read(ranks_.at(index), [&](std::string_view part) { file.write(part); }));
}

void FileReport::keep(const Result<void>& result) {
    if (written_) written_ = result;
}

}  // namespace xmppconf::reports
