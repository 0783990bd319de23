#include "reports/model/ReportMaker.h"

#include <algorithm>

#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

std::string sentence(std::string_view text) { return visible(text, Lines::Keep); }

std::vector<std::string> sentences(const std::vector<std::string>& texts) {
    std::vector<std::string> list;
    for (const auto& text : texts) list.push_back(sentence(text));
    return list;
}

std::string fileOf(const vector::Place& place) { return place.file ? sentence(*place.file) : std::string(); }

vector::Place visiblePlace(const vector::Place& place) {
    return {std::make_shared<const std::string>(fileOf(place)), place.line, 0};
}

std::vector<vector::Place> visiblePlaces(const std::vector<vector::Place>& places) {
    std::vector<vector::Place> list;
    for (const auto& place : places) list.push_back(visiblePlace(place));
    return list;
}

octets::TlsFacts visibleFacts(octets::TlsFacts tls) {
    for (std::string* text : {&tls.version, &tls.cipher, &tls.alpn, &tls.subject, &tls.issuer, &tls.notAfter,
                              &tls.fingerprint, &tls.verifyError}) {
        *text = sentence(*text);
    }
    return tls;
}

judge::Check visibleCheck(judge::Check check) {
    check.place = visiblePlace(check.place);
    check.uses = visiblePlaces(check.uses);
    check.expected = sentences(check.expected);
    check.actual = sentence(check.actual);
    check.invariant = sentence(check.invariant);
    return check;
}

std::vector<judge::Check> visibleChecks(const std::vector<judge::Check>& checks) {
    std::vector<judge::Check> list;
    for (const judge::Check& check : checks) list.push_back(visibleCheck(check));
    return list;
}

dialogue::Transcript visibleNames(dialogue::Transcript transcript) {
    for (auto& entry : transcript) entry.conn = sentence(entry.conn);
    return transcript;
}

dialogue::Obstacle visibleObstacle(const dialogue::Obstacle& obstacle) {
    return {obstacle.kind, sentence(obstacle.id)};
}

ReportedAttempt attemptOf(const dialogue::Outcome& outcome) {
    return {outcome.attempt,
            outcome.alone,
            outcome.verdict,
            sentence(outcome.reason()),
            milliseconds(outcome.duration),
            visibleObstacle(outcome.blockedBy),
            visibleChecks(outcome.checks),
            visibleNames(outcome.transcript)};
}

TargetFacts visibleTarget(const TargetFacts& facts) {
    TargetFacts shown{{},           sentences(facts.mechanisms), sentences(facts.features),
                      facts.logins, sentence(facts.canary),      sentence(facts.canaryReason)};
    if (facts.tls) shown.tls = visibleFacts(*facts.tls);
    for (dialogue::Login& login : shown.logins)
        for (std::string* text : {&login.jid, &login.mechanism, &login.binding, &login.said})
            *text = sentence(*text);
    return shown;
}

vector::Requirement visibleRequirement(vector::Requirement requirement) {
    requirement.text = sentence(requirement.text);
    requirement.feature = sentence(requirement.feature);
    requirement.link = sentence(requirement.link);
    requirement.untestable = sentence(requirement.untestable);
    requirement.attack = sentence(requirement.attack);
    requirement.place = {};
    return requirement;
}

AcceptedDeviation visibleEntry(AcceptedDeviation entry) {
    entry.vector = sentence(entry.vector);
    entry.requirement = sentence(entry.requirement);
    entry.reason = sentence(entry.reason);
    return entry;
}

Gate visibleGate(const Gate& gate) {
    if (!gate.baseline()) return gate;
    auto baseline = std::make_shared<Baseline>();
    for (const AcceptedDeviation* entry : gate.baseline()->entries()) baseline->add(visibleEntry(*entry));
    Gate visible(gate.failOn(), std::move(baseline), gate.today(), gate.flaky());
    visible.setImpacts(gate.impacts());
    return visible;
}

BaselineResult visibleResult(BaselineResult result) {
    result.file = sentence(result.file);
    result.repair = sentence(result.repair);
    for (auto& [entry, state, why] : result.entries) {
        entry = visibleEntry(std::move(entry));
        why = sentence(why);
    }
    for (auto& [entry, what] : result.fresh) {
        entry = visibleEntry(std::move(entry));
        what = sentence(what);
    }
    return result;
}

}  // namespace

ReportStart startOf(const RunInfo& info) {
    ReportStart start{sentence(info.toolVersion),
                      sentence(info.host),
                      info.port,
                      sentence(info.domain),
                      info.security,
                      rfc3339(info.started),
                      info.jobs,
                      std::chrono::duration_cast<std::chrono::milliseconds>(info.timeout).count(),
                      info.seed,
                      sentence(info.command),
                      info.selected.size(),
                      visibleGate(info.gate),
                      {},
                      {},
                      {},
                      {}};
    for (const auto& specification : info.corpus->specifications)
        start.specifications.push_back({specification.id, sentence(specification.title),
                                        sentence(specification.version), specification.errata});
    for (const auto& [id, requirement] : info.corpus->requirements)
        start.requirements.emplace(id, visibleRequirement(requirement));
    for (const auto& [name, place, text] : info.corpus->fragments)
        start.fragments.push_back({sentence(name), visiblePlace(place), sentence(text)});
    for (const auto& invariant : info.corpus->invariants)
        start.invariants.push_back(
            {sentence(invariant.id), visiblePlace(invariant.place), sentence(invariant.source)});
    return start;
}

ReportedVector reported(const dialogue::Outcome& outcome, const RunRecord& record) {
    const vector::Vector& vector = *outcome.vector;
    ReportedVector result{vector.id,
                          sentence(vector.title),
                          vector.step,
                          vector.revision,
                          fileOf(vector.place),
                          vector.place.line,
                          sentence(vector.note),
                          sentence(vector.seen),
                          outcome.verdict,
                          sentence(outcome.reason()),
                          outcome.hurt,
                          milliseconds(outcome.duration),
                          sentence(record.repeat(outcome)),
                          vector.judges,
                          visibleChecks(outcome.checks),
                          visibleNames(outcome.transcript),
                          sentence(vector.source),
                          visiblePlaces(outcome.ended),
                          visibleObstacle(outcome.blockedBy),
                          outcome.skippedFor,
                          outcome.mark,
                          outcome.attempt,
                          outcome.alone,
                          {},
                          {}};
    for (const dialogue::Outcome& other : outcome.earlier) result.others.push_back(attemptOf(other));
    std::stable_sort(result.others.begin(), result.others.end(),
                     [](const ReportedAttempt& a, const ReportedAttempt& b) { return a.number < b.number; });
    for (const vector::Vector* seen : outcome.seenIn) result.seenIn.push_back(seen->id);
    return result;
}

Report reportOf(ReportStart start, const RunRecord& record, const RunSummary& summary,
                std::vector<VectorBrief> vectors) {
    Report report;
    report.start = std::move(start);
    if (record.facts()) report.facts = visibleTarget(*record.facts());
    report.durationMs = milliseconds(summary.duration);
    report.complete = summary.complete;
    report.exitCode = summary.exitCode;
    report.reason = sentence(summary.reason);
    report.baseline = visibleResult(summary.baseline);
    report.vectors = std::move(vectors);
    for (const RequirementRow& row : record.requirements().rows()) {
        report.requirements.push_back({row.requirement->id, row.standing, {}});
        for (const auto* vector : row.vectors) report.requirements.back().vectors.push_back(vector->id);
    }
    return report;
}

}  // namespace xmppconf::reports
