#include "tests/faulty/proof/Precision.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <mutex>

#include "reports/model/CommonCause.h"
#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

namespace {

struct Meeting {
    const Fault* fault;
    const vector::Vector* vector;
    const Setting* setting;
};

std::vector<Meeting> allMeetings() {
    std::vector<Meeting> meetings;
    for (const vector::Vector& vector : projectCorpus().vectors) {
        const auto homes = Matrix::shared().homes(vector);
        if (homes.empty()) continue;
        for (const Fault* fault : allFaults()) meetings.push_back({fault, &vector, homes.front()});
    }
    return meetings;
}

void add(Blame& blame, const dialogue::Outcome& outcome) {
    bool asked = false, blamed = false;
    for (const judge::Check& check : outcome.checks) {
        if (!isBroken(check.verdict)) continue;
        blame.requirements.insert(check.requirement);
        const bool info = check.verdict == judge::Verdict::Info;
        blamed = blamed || !info;
        asked = asked || (!info && check.invariant.empty());
    }
    if (blamed) (asked ? blame.blaming : blame.seeing).insert(outcome.vector->id);
}

/// What one fault does, until all vectors have met it.
struct Record {
    reports::CommonCause cause;
    std::vector<dialogue::Outcome> broken;
};

}  // namespace

std::map<std::string, Blame> blames() {
    std::map<std::string, Conduct> conducts;
    for (const Fault* fault : allFaults()) fault->apply(conducts[std::string(fault->name)]);
    const auto meetings = allMeetings();
    std::map<std::string, Blame> found;
    std::map<std::string, Record> records;
    for (const Fault* fault : allFaults()) records[std::string(fault->name)];
    std::mutex mutex;
    inParallel(meetings.size(), [&](std::size_t at) {
        const auto& [fault, vector, setting] = meetings[at];
        const std::string name(fault->name);
        auto outcome = Matrix::shared().otherwise(*vector, *setting, conducts.at(name));
        const std::lock_guard lock(mutex);
        Record& record = records.at(name);
        record.cause.add(outcome ? *outcome : Matrix::shared().honest(*vector, *setting));
        if (!outcome || !isBroken(outcome->verdict)) return;
        outcome->transcript = {};  // too much memory for all of them
        record.broken.push_back(std::move(*outcome));
    });
    for (auto& [name, record] : records)
        for (dialogue::Outcome& outcome : record.broken)
            add(found[name], record.cause.settled(std::move(outcome)));
    return found;
}

Spread spreadOf(const std::map<std::string, Blame>& blames) {
    std::vector<std::size_t> sizes;
    Spread spread;
    for (const auto& [name, blame] : blames) {
        sizes.push_back(blame.blaming.size());
        if (sizes.back() <= spread.worst) continue;
        spread.worst = sizes.back();
        spread.worstFault = name;
    }
    if (sizes.empty()) return spread;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    spread.median = *middle;
    return spread;
}

std::string worstText(const std::map<std::string, Blame>& blames, std::size_t most) {
    std::vector<const std::pair<const std::string, Blame>*> order;
    for (const auto& each : blames) order.push_back(&each);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        return a->second.blaming.size() > b->second.blaming.size();
    });
    if (order.size() > most) order.resize(most);
    std::string text;
    for (const auto* each : order)
        text += fmt::format("{} {} vectors, {} requirements, seen by invariants in {} more: {}\n",
                            each->first, each->second.blaming.size(), each->second.requirements.size(),
                            each->second.seeing.size(), fmt::join(each->second.blaming, " "));
    return text;
}

std::string matrixText(const std::map<std::string, Blame>& blames,
                       const std::map<std::string, std::string>& reasons) {
    std::string text =
        "# Faults and what catches them\n\n"
        "Written by `test_faulty` with `XMPPCONF_UPDATE=1`, and compared by it. Requirements: how many of "
        "the catalogue\n"
        "the fault breaks over all vectors, each in the first setting where it passes without the fault. "
        "Vectors: how many\n"
        "of them fail or warn for what they asked; what only an invariant saw is told once in a run.\n\n";
    const Spread spread = spreadOf(blames);
    text += fmt::format("Over all {} faults: median {} vectors, worst {} ({}).\n\n", blames.size(),
                        spread.median, spread.worst, spread.worstFault);
    text +=
        "| fault | what it does | caught by | requirements | vectors | reason |\n|---|---|---|---|---|---|\n";
    for (const auto& [name, fault] : projectCorpus().faults) {
        const auto blame = blames.find(name);
        if (blame == blames.end()) continue;
        std::vector<std::string> catchers;
        for (const vector::Vector& vector : projectCorpus().vectors)
            if (std::find(vector.catches.begin(), vector.catches.end(), name) != vector.catches.end())
                catchers.push_back(vector.id);
        const auto reason = reasons.find(name);
        text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, fault.text, fmt::join(catchers, ", "),
                            blame->second.requirements.size(), blame->second.blaming.size(),
                            reason == reasons.end() ? "" : reason->second);
    }
    return text;
}

}  // namespace xmppconf::faulty
