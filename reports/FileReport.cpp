#include "reports/FileReport.h"

namespace xmppconf::reports {

void FileReport::runStarted(const RunInfo& info) { record_.emplace(info); }

void FileReport::targetKnown(const TargetFacts& facts) {
    if (record_) record_->add(facts);
}

void FileReport::vectorFinished(const dialogue::Outcome& outcome) {
    if (!record_ || outcome.vector == nullptr) return;
    record_->add(outcome);
    keep(spool_.put(record_->rank(outcome.vector), vectorPart(outcome)));
}

void FileReport::runFinished(const RunSummary& summary) {
    if (!record_) return;
    auto file = AtomicFile::open(path_);
    if (!file) return keep(Failure{file.error()});
    compose(file.value(), summary);
    if (written_) keep(file.value().commit());
}

void FileReport::writePart(AtomicFile& file, std::size_t rank) {
    keep(spool_.read(rank, [&](std::string_view part) { file.write(part); }));
}

void FileReport::keep(const Result<void>& result) {
    if (written_) written_ = result;
}

}  // namespace xmppconf::reports
