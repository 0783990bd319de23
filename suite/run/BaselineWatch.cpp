#include "suite/run/BaselineWatch.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/DidYouMean.h"
#include "reports/model/Standing.h"
#include "reports/text/DialogueText.h"
#include "suite/corpus/Selection.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;
using reports::AcceptedDeviation;
using reports::BaselineEntry;
using reports::Ruling;
using State = reports::EntryState;

constexpr std::size_t kSeen = 300;

bool judges(const vector::Vector& vector, const std::string& requirement) {
    return std::any_of(vector.judges.begin(), vector.judges.end(),
                       [&](const vector::Judges& one) { return one.requirement == requirement; });
}

std::vector<std::string_view> idsOf(const vector::Corpus& corpus) {
    std::vector<std::string_view> ids;
    for (const auto* vectors : {&corpus.vectors, &corpus.always})
        for (const vector::Vector& vector : *vectors) ids.emplace_back(vector.id);
    return ids;
}

}  // namespace

BaselineWatch::BaselineWatch(const vector::Corpus& corpus, vector::Level level, reports::Gate gate)
    : corpus_(corpus), level_(level), gate_(std::move(gate)) {
    if (!gate_.baseline()) return;
    for (const AcceptedDeviation* accepted : gate_.baseline()->entries()) {
        std::string why = whyImpossible(*accepted);
        const State state = why.empty() ? State::Unjudged : State::Stale;
        entries_.emplace(Key{accepted->vector, accepted->requirement},
                         BaselineEntry{*accepted, state, std::move(why)});
    }
}

std::string BaselineWatch::whyImpossible(const AcceptedDeviation& entry) const {
    const bool told = entry.vector.starts_with(vector::kAlways);
    const vector::Vector* vector =
        told ? corpus_.toldOf(entry.vector.substr(vector::kAlways.size())) : corpus_.vector(entry.vector);
    if (!vector) return "there is no such vector" + vector::didYouMean(entry.vector, idsOf(corpus_));
    if (!corpus_.requirements.contains(entry.requirement))
        return "there is no such requirement" +
               vector::didYouMean(entry.requirement, vector::keysOf(corpus_.requirements));
    // Of a baseline from the time when invariants counted for vectors.
    const bool invariant = !told && std::any_of(corpus_.invariants.begin(), corpus_.invariants.end(),
                                                [&](const vector::Invariant& one) {
                                                    return one.requirement == entry.requirement;
                                                });
    return invariant || judges(*vector, entry.requirement) ? ""
                                                           : "the vector does not judge this requirement";
}

void BaselineWatch::add(const dialogue::Outcome& outcome) {
    judgeEntries(outcome);
    addNew(outcome);
}

void BaselineWatch::judgeEntries(const dialogue::Outcome& outcome) {
    const std::string& id = outcome.vector->id;
    for (const judge::Check& check : outcome.checks) {
        const auto found = entries_.find({id, check.requirement});
        if (found == entries_.end() || !reports::isBroken(check.verdict)) continue;
        switch (gate_.ruling(id, check.requirement, check.verdict)) {
            case Ruling::Expired:
                found->second.state = State::Expired;
                break;
            case Ruling::New:
                found->second.state = State::Exceeded;
                break;
            case Ruling::Accepted:
            case Ruling::Passes:
                if (found->second.state == State::Unjudged) found->second.state = State::Accepted;
                break;
        }
    }
    for (auto at = entries_.lower_bound({id, ""}); at != entries_.end() && at->first.first == id; ++at) {
        BaselineEntry& entry = at->second;
        if (entry.state != State::Unjudged || !repaired(entry.entry, outcome)) continue;
        entry.state = State::Stale;
        entry.why = "it no longer fails";
    }
}

bool BaselineWatch::repaired(const AcceptedDeviation& entry, const dialogue::Outcome& outcome) const {
    const bool judged = outcome.verdict == Verdict::Pass || reports::isBroken(outcome.verdict);
    if (!judged || !outcome.whole || outcome.hurt) return false;
    const auto requirement = corpus_.requirements.find(entry.requirement);
    if (requirement == corpus_.requirements.end() || !isAtLeast(requirement->second.level, level_) ||
        !gate_.impacts().takes(entry.requirement))
        return false;
    // An invariant need not have had occasion; a requirement of the vector's own must have been judged.
    return !judges(*outcome.vector, entry.requirement) ||
           std::any_of(outcome.checks.begin(), outcome.checks.end(),
                       [&](const judge::Check& check) { return check.requirement == entry.requirement; });
}

void BaselineWatch::addNew(const dialogue::Outcome& outcome) {
    if (outcome.hurt) keepNew(outcome, {}, outcome.verdict, outcome.reason());
    for (const judge::Check& check : outcome.checks)
        if (!check.seenOnly() &&
            gate_.ruling(outcome.vector->id, check.requirement, check.verdict) == Ruling::New)
            keepNew(outcome, check.requirement, check.verdict, check.actual);
}

void BaselineWatch::keepNew(const dialogue::Outcome& outcome, const std::string& requirement, Verdict verdict,
                            const std::string& what) {
    const std::string& id = outcome.vector->id;
    reports::NewDeviation fresh;
    fresh.what = reports::shortened(what, kSeen);
    fresh.entry = {id, requirement, verdict, fmt::format("first seen {}: {}", gate_.today(), fresh.what), {}};
    const AcceptedDeviation* milder = gate_.baseline() ? gate_.baseline()->find(id, requirement) : nullptr;
    if (milder) {
        fresh.what = fmt::format("it is accepted as {} only; {}", judge::nameOf(milder->verdict), fresh.what);
        fresh.entry.reason = milder->reason;
        fresh.entry.until = milder->until;
    }
    const auto [at, isFirst] = fresh_.try_emplace({id, requirement}, fresh);
    // A vector may judge a requirement several times: the worst of it counts.
    if (!isFirst && judge::worse(at->second.entry.verdict, verdict) != at->second.entry.verdict)
        at->second = std::move(fresh);
}

std::size_t BaselineWatch::wrongEntries() const {
    return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), [](const auto& one) {
        return one.second.state == State::Expired || one.second.state == State::Stale;
    }));
}

reports::BaselineResult BaselineWatch::result() const {
    reports::BaselineResult result;
    for (const auto& [key, entry] : entries_) result.entries.push_back(entry);
    for (const auto& [key, fresh] : fresh_) result.fresh.push_back(fresh);
    return result;
}

std::string comparison(const reports::BaselineResult& result) {
    if (result.file.empty()) return {};
    std::string text =
        fmt::format("held against the baseline {}: {} accepted", result.file, result.count(State::Accepted));
    const auto add = [&](std::size_t count, std::string_view what) {
        if (count > 0) text += fmt::format(", {} {}", count, what);
    };
    add(result.fresh.size(), "new");
    add(result.count(State::Expired), "past their last day");
    add(result.count(State::Stale), "to be dropped");
    add(result.count(State::Unjudged), "not judged in this run");
    return text;
}

}  // namespace xmppconf::suite
