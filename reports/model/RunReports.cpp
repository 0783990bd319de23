#include "reports/model/RunReports.h"

#include <algorithm>
#include <utility>

#include "reports/model/ReportMaker.h"

namespace xmppconf::reports {

void RunReports::runStarted(const RunInfo& info) {
    record_.emplace(info);
    start_ = startOf(info);
    for (RunReport* report : reports_) report->runStarted(*record_, start_);
}

void RunReports::targetKnown(const TargetFacts& facts) {
    if (!record_ || record_->facts()) return;
    record_->add(facts);
    for (RunReport* report : reports_) report->targetKnown(facts);
}

void RunReports::vectorStarted(const vector::Vector& vector) {
    if (!record_) return;
    for (RunReport* report : reports_) report->vectorStarted(vector);
}

bool RunReports::hearsActions() const {
    return std::any_of(reports_.begin(), reports_.end(),
                       [](const RunReport* report) { return report->hearsActions(); });
}

void RunReports::actionStarted(const ActionStarted& action) {
    for (RunReport* report : reports_) report->actionStarted(action);
}

void RunReports::checked(const Checked& check) {
    for (RunReport* report : reports_) report->checked(check);
}

void RunReports::vectorFinished(const dialogue::Outcome& outcome) {
    if (!record_ || outcome.vector == nullptr) return;
    record_->add(outcome);
    const ReportedVector shown = reported(outcome, *record_);
    const std::size_t rank = record_->rank(outcome.vector);
    const auto brief = briefs_.insert_or_assign(rank, briefOf(shown)).first;
    for (RunReport* report : reports_) report->vectorFinished({outcome, shown, brief->second, rank}, start_);
}

void RunReports::runFinished(const RunSummary& summary) {
    if (!record_) return;
    std::vector<VectorBrief> briefs;
    for (auto& [rank, brief] : briefs_) briefs.push_back(std::move(brief));
    const Report whole = reportOf(std::move(start_), *record_, summary, std::move(briefs));
    for (RunReport* report : reports_) report->runFinished(summary, whole);
}

}  // namespace xmppconf::reports
