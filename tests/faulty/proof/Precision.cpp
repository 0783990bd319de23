#include "tests/faulty/proof/Precision.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <mutex>

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

}  // namespace

std::map<std::string, Blame> blames() {
    std::map<std::string, Conduct> conducts;
    for (const Fault* fault : allFaults()) fault->apply(conducts[std::string(fault->name)]);
    const auto meetings = allMeetings();
    std::map<std::string, Blame> found;
    for (const Fault* fault : allFaults()) found[std::string(fault->name)];
    std::mutex mutex;
    inParallel(meetings.size(), [&](std::size_t at) {
        const auto& [fault, vector, setting] = meetings[at];
        const std::string name(fault->name);
        const auto outcome = Matrix::shared().trial().hold(*vector, *setting, conducts.at(name));
        if (!isBroken(outcome.verdict)) return;
        const std::lock_guard lock(mutex);
        Blame& blame = found[name];
        blame.catchers.insert(vector->id);
        for (const judge::Check& check : outcome.checks)
            if (isBroken(check.verdict)) blame.requirements.insert(check.requirement);
    });
    return found;
}

std::string matrixText(const std::map<std::string, Blame>& blames,
                       const std::map<std::string, std::string>& reasons) {
    std::string text =
        "# Faults and what catches them\n\n"
        "Written by `test_faulty` with `XMPPCONF_UPDATE=1`, and compared by it. Requirements: how many of "
        "the catalogue\n"
        "the fault breaks over all vectors, each in the first setting where it passes without the fault.\n\n"
        "| fault | what it does | caught by | requirements | reason |\n|---|---|---|---|---|\n";
    for (const auto& [name, fault] : projectCorpus().faults) {
        const auto blame = blames.find(name);
        if (blame == blames.end()) continue;
        std::vector<std::string> catchers;
        for (const vector::Vector& vector : projectCorpus().vectors)
            if (std::find(vector.catches.begin(), vector.catches.end(), name) != vector.catches.end())
                catchers.push_back(vector.id);
        const auto reason = reasons.find(name);
        text += fmt::format("| {} | {} | {} | {} | {} |\n", name, fault.text, fmt::join(catchers, ", "),
                            blame->second.requirements.size(), reason == reasons.end() ? "" : reason->second);
    }
    return text;
}

}  // namespace xmppconf::faulty
