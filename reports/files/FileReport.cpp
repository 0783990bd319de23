#include "reports/files/FileReport.h"

#include "reports/model/ReportMaker.h"

namespace xmppconf::reports {

void FileReport::runStarted(const RunInfo& info) {
    record_.emplace(info);
    start_ = startOf(info);
}

void FileReport::targetKnown(const TargetFacts& facts) {
    if (record_) record_->add(facts);
}

void FileReport::vectorFinished(const dialogue::Outcome& outcome) {
    if (!record_ || outcome.vector == nullptr) return;
    record_->add(outcome);
    const std::size_t rank = record_->rank(outcome.vector);
    const ReportedVector vector = reported(outcome, *record_);
    briefs_.insert_or_assign(rank, briefOf(vector));
    keep(spool_.put(rank, vectorPart(vector, start_)));
}

void FileReport::runFinished(const RunSummary& summary) {
    if (!record_) return;
    std::vector<VectorBrief> briefs;
    for (auto& [rank, brief] : briefs_) {
        ranks_.push_back(rank);
        briefs.push_back(std::move(brief));
    }
    writeFile(reportOf(std::move(start_), *record_, summary, std::move(briefs)));
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
