#include "reports/terminal/ConsoleReport.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "reports/model/AttemptsText.h"
#include "reports/model/Blockade.h"
#include "reports/model/ExitMeaning.h"
#include "reports/model/LoginTroubles.h"
#include "reports/terminal/BaselineText.h"
#include "reports/terminal/FindingText.h"
#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kReason = 400;
constexpr std::size_t kWhyFailed = 1200;
constexpr std::size_t kTitle = 200;
constexpr std::size_t kList = 600;
constexpr std::size_t kIdsOfGroup = 6;
constexpr std::size_t kTroubles = 20;
constexpr std::size_t kLongestTold = 3;
constexpr long long kWorthTellingMs = 1000;

bool isUnjudged(judge::Verdict verdict) {
    return verdict == judge::Verdict::Blocked || verdict == judge::Verdict::Skip;
}

bool isFailure(judge::Verdict verdict) {
    return verdict == judge::Verdict::Fail || verdict == judge::Verdict::Error;
}

std::string tlsLine(const octets::TlsFacts& tls) {
    const std::string verified =
        tls.verified ? "verified" : "not verified: " + shortened(tls.verifyError, kReason);
    return fmt::format("{}, {}, certificate {} {}", shortened(tls.version, kTitle),
                       shortened(tls.cipher, kTitle), shortened(tls.subject, kTitle), verified);
}

std::string list(const std::vector<std::string>& texts) {
    return texts.empty() ? "none" : shortened(fmt::format("{}", fmt::join(texts, ", ")), kList);
}

}  // namespace

ConsoleReport::ConsoleReport(std::ostream& output, ConsoleOptions options)
    : output_(output),
      options_(std::move(options)),
      palette_(options_.colour),
      progress_(output, options_.interactive, options_.width) {}

void ConsoleReport::runStarted(const RunRecord& record, const ReportStart&) {
    record_ = &record;
    const RunInfo& info = record.info();
    for (const vector::Vector* vector : info.selected) ++steps_[vector->step].selected;
    output_ << palette_.bold("xmppconf " + info.toolVersion)
            << fmt::format(": {} (domain {}, TLS {}), {} vectors, {} at a time, seed {}\n",
                           visible(record_->target()), visible(info.domain), info.security,
                           info.selected.size(), info.jobs, info.seed)
            << std::flush;
}

void ConsoleReport::targetKnown(const TargetFacts& facts) {
    progress_.clear();
    output_ << "TLS         " << (facts.tls ? tlsLine(*facts.tls) : "none") << '\n'
            << "Mechanisms  " << list(facts.mechanisms) << '\n'
            << "Features    " << list(facts.features) << '\n';
    std::string_view title = "Logins      ";
    const std::vector<std::string> troubles = loginTroubles(facts);
    for (std::size_t i = 0; i < troubles.size(); ++i, title = kFindingIndent) {
        if (i == kTroubles) {
            output_ << title << "and " << troubles.size() - i << " more that do not work\n";
            break;
        }
        output_ << title << shortened(troubles[i], kReason) << '\n';
    }
    output_ << std::flush;
}

void ConsoleReport::vectorStarted(const vector::Vector& vector) { showProgress(vector); }

// What matters most comes first: a narrow terminal cuts the end off.
void ConsoleReport::showProgress(const vector::Vector& at) {
    progress_.show(fmt::format("[{}/{}] {}, {} failed so far, {}", record_->vectors().run(),
                               record_->info().selected.size(), vector::nameOf(at.step),
                               record_->vectors().of(judge::Verdict::Fail), visible(at.id)));
}

void ConsoleReport::vectorFinished(const FinishedVector& finished, const ReportStart&) {
    const auto& [outcome, shown, brief, rank] = finished;
    const vector::Vector& vector = *outcome.vector;
    StepText& step = steps_[vector.step];
    ++step.finished;
    if (isUnjudged(outcome.verdict)) {
        step.unjudged[groupOf(brief)].emplace(rank, vector.id);
    } else if (outcome.verdict != judge::Verdict::Pass && !isListed(brief)) {
        ++unlisted_;
    } else if (outcome.verdict != judge::Verdict::Pass) {
        step.lines[rank] = '\n' + findingText(outcome, shown, *record_, palette_);
    } else if (options_.verbose || outcome.mark != dialogue::Mark::None) {
        const std::string mark = markText(outcome.mark);
        const std::string tries =
            mark.empty() ? "" : fmt::format("{}{} ({})\n", kFindingIndent, mark, attemptsText(shown));
        step.lines[rank] = fmt::format("  {} {}  {}\n{}", palette_.badge(outcome.verdict), vector.id,
                                       palette_.dim(shortened(vector.title, kTitle)), tries);
    }
    if (isFailure(outcome.verdict) || isBroken(outcome.verdict)) {
        const std::string why = whyFailed(outcome);
        const std::string reason = shortened(why, kWhyFailed);
        failuresAreCut_ = failuresAreCut_ || (isFailure(outcome.verdict) && reason != visible(why));
        failures_[vector.id] = fmt::format("  {} {}\n{}{}\n", palette_.badge(outcome.verdict), vector.id,
                                           kFindingIndent, reason);
    }
    printCompleteSteps(false);
    showProgress(vector);
}

const ImpactFilter& ConsoleReport::impacts() const { return record_->info().gate.impacts(); }

bool ConsoleReport::isListed(const VectorBrief& vector) const {
    return !findingsOf({vector}, record_->info().corpus->requirements, impacts()).empty();
}

ConsoleReport::Group ConsoleReport::groupOf(const VectorBrief& vector) const {
    if (vector.blockedBy.kind == dialogue::Obstacle::Kind::None) return {vector.verdict, vector.reason};
    std::string by = "by " + obstacleText(vector.blockedBy);
    const auto requirement = record_->info().corpus->requirements.find(vector.blockedBy.id);
    if (requirement != record_->info().corpus->requirements.end())
        by += fmt::format(" ({})", shortened(requirement->second.text, kTitle));
    return {vector.verdict, by};
}

std::string ConsoleReport::whyFailed(const dialogue::Outcome& outcome) const {
    const Gate& gate = record_->info().gate;
    if (gate.remaining(outcome) == outcome.verdict) return outcome.reason();
    for (const judge::Check& check : outcome.checks)
        if (gate.ruling(outcome.vector->id, check.requirement, check.verdict) == Ruling::Accepted)
            return fmt::format("accepted by the baseline: {}",
                               gate.entry(outcome.vector->id, check.requirement, check.verdict)->reason);
    return outcome.reason();
}

void ConsoleReport::printCompleteSteps(bool all) {
    while (!steps_.empty()) {
        const auto first = steps_.begin();
        // What tells of invariants comes at once, when all vectors are finished.
        const bool complete =
            first->first != vector::Step::Always && first->second.finished >= first->second.selected;
        if (!all && !complete) return;
        printStep(first->first, first->second);
        steps_.erase(first);
    }
}

void ConsoleReport::printStep(vector::Step step, const StepText& text) {
    progress_.clear();
    output_ << '\n'
            << palette_.bold(fmt::format("{:<11}", vector::nameOf(step))) << ' ' << vectorCounts(step);
    if (text.finished < text.selected) output_ << fmt::format(", {} not run", text.selected - text.finished);
    output_ << '\n';
    bool passing = false;
    for (const auto& [rank, line] : text.lines) {
        if (passing && line.front() == '\n') passing = false;
        output_ << (!passing && line.front() != '\n' ? "\n" : "") << line;
        passing = line.front() != '\n';
    }
    for (const auto& [group, ids] : text.unjudged) {
        const auto& [verdict, reason] = group;
        output_ << fmt::format("\n  {} {}: {}\n", palette_.badge(verdict), ids.size(), reason);
        std::size_t shown = 0;
        for (const auto& [rank, id] : ids) {
            if (!options_.verbose && shown == kIdsOfGroup) {
                output_ << fmt::format("{}and {} more\n", kFindingIndent, ids.size() - shown);
                break;
            }
            output_ << kFindingIndent << id << '\n';
            ++shown;
        }
    }
    output_ << std::flush;
}

std::string ConsoleReport::vectorCounts(std::optional<vector::Step> step) const {
    const VectorTally& tally = record_->vectors();
    const std::size_t told = tally.total(vector::Step::Always);
    const std::string rules = fmt::format("{} rule{} over all traffic", told, told == 1 ? "" : "s");
    std::string text = step == vector::Step::Always
                           ? rules
                           : fmt::format("{} vectors", step ? tally.total(*step) : tally.run());
    if (!step && told > 0) text += " and " + rules;
    std::string_view separator = ": ";
    for (const Standing standing : allStandings()) {
        const auto verdict = verdictOf(standing);
        if (!verdict) continue;
        const std::size_t count = step ? tally.of(*step, *verdict) : tally.of(*verdict);
        if (count == 0) continue;
        text += separator;
        text += palette_.paint(*verdict, fmt::format("{} {}", count, nameOf(standing)));
        separator = ", ";
    }
    return text;
}

std::string ConsoleReport::requirementCounts() const {
    const StandingCounts counts = record_->requirements().counts();
    std::string text = fmt::format("{} requirements", record_->info().corpus->requirements.size());
    std::string_view separator = ": ";
    for (const Standing standing : allStandings()) {
        if (counts.of(standing) == 0) continue;
        const auto verdict = verdictOf(standing);
        const std::string shown = fmt::format("{} {}", counts.of(standing), nameOf(standing));
        text += separator;
        text += verdict ? palette_.paint(*verdict, shown) : shown;
        separator = ", ";
    }
    return text;
}

void ConsoleReport::runFinished(const RunSummary& summary, const Report& report) {
    progress_.clear();
    // Of a run that was ended early, steps that never began are not worth a line.
    std::erase_if(steps_, [](const auto& step) { return step.second.finished == 0; });
    printCompleteSteps(true);
    printBlockades(report.vectors);
    printFailures(report.vectors);
    output_ << baselineText(summary.baseline, palette_);
    printSummary(summary, report);
}

void ConsoleReport::printBlockades(const std::vector<VectorBrief>& vectors) {
    const std::vector<Blockade> blockades = blockadesOf(vectors);
    if (blockades.empty()) return;
    output_ << '\n' << palette_.bold("Blocked") << '\n';
    for (const Blockade& blockade : blockades) {
        output_ << "  " << shortened(blockadeText(blockade), kReason) << '\n';
        const auto requirement = record_->info().corpus->requirements.find(blockade.by.id);
        if (requirement != record_->info().corpus->requirements.end())
            output_ << kFindingIndent << shortened(requirement->second.text, kReason) << '\n';
    }
}

void ConsoleReport::printFailures(const std::vector<VectorBrief>& vectors) {
    std::string text;
    for (const Finding& finding : findingsOf(vectors, record_->info().corpus->requirements, impacts())) {
        if (!isFailure(finding.vector->verdict) && finding.blocks == 0) continue;
        text += failures_.at(finding.vector->id);
        if (finding.gravest != nullptr) text += attackLine(*finding.gravest);
        if (finding.blocks > 0) text += fmt::format("{}{}\n", kFindingIndent, blocksText(finding));
    }
    if (text.empty()) return;
    output_ << '\n' << palette_.bold("Failed") << '\n' << text;
    if (!failuresAreCut_) return;
    const auto json = std::find_if(options_.files.begin(), options_.files.end(),
                                   [](const FileReport* file) { return file->isWhole() && file->written(); });
    output_ << "  What is cut here stands whole in "
            << (json == options_.files.end() ? "a JSON report: add --json FILE" : "the JSON report") << ".\n";
}

// Vectors run beside each other, so that the longest says most of what a run waits for.
void ConsoleReport::printLongest(std::vector<VectorBrief> all) {
    std::stable_sort(all.begin(), all.end(),
                     [](const VectorBrief& a, const VectorBrief& b) { return a.durationMs > b.durationMs; });
    std::erase_if(all, [](const VectorBrief& brief) { return brief.durationMs < kWorthTellingMs; });
    if (all.empty()) return;
    std::vector<std::string> longest;
    for (const VectorBrief& brief : std::span(all).first(std::min(kLongestTold, all.size())))
        longest.push_back(fmt::format("{} {:.1f} s", brief.id, static_cast<double>(brief.durationMs) / 1000));
    output_ << fmt::format("  The longest conversations: {}\n", fmt::join(longest, ", "));
}

void ConsoleReport::printSummary(const RunSummary& summary, const Report& report) {
    const std::size_t selected = record_->info().selected.size();
    output_ << '\n' << palette_.bold("Summary") << '\n';
    output_ << "  " << vectorCounts({}) << "\n  " << requirementCounts() << '\n';
    if (!summary.complete) {
        output_ << fmt::format("  The run is not complete: {} of {} vectors were run.\n",
                               record_->vectors().run(), selected);
    }
    if (unlisted_ > 0)
        output_ << fmt::format("  {} finding{} of another impact {} not listed (--impact {}).\n", unlisted_,
                               unlisted_ == 1 ? "" : "s", unlisted_ == 1 ? "is" : "are", impacts().text());
    if (!summary.reason.empty()) output_ << "  " << shortened(summary.reason, kReason) << '\n';
    for (const FileReport* file : options_.files) {
        const std::string where = file->path() == "-" ? "standard output" : visible(file->path());
        output_ << (file->written()
                        ? fmt::format("  {} written to {}\n", file->kind(), where)
                        : fmt::format("  No {}: {}\n", file->kind(), visible(file->written().error())));
    }
    printLongest(report.vectors);
    const double seconds = std::chrono::duration<double>(summary.duration).count();
    const auto verdict = summary.exitCode == 0 ? judge::Verdict::Pass : judge::Verdict::Fail;
    output_ << fmt::format("  {:.1f} s, exit code {}: ", seconds, summary.exitCode)
            << palette_.paint(verdict, exitMeaning(summary.exitCode, summary.baseline)) << '\n'
            << std::flush;
}

}  // namespace xmppconf::reports
