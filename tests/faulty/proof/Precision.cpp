#include "tests/faulty/proof/Precision.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <variant>

#include "reports/model/CommonCause.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Demand.h"
#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/proof/KnownLogins.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

namespace {

using judge::Verdict;

void add(Blame& blame, const dialogue::Outcome& outcome) {
    bool asked = false, blamed = false;
    for (const judge::Check& check : outcome.checks) {
        if (!isBroken(check.verdict)) continue;
        blame.requirements.insert(check.requirement);
        const bool info = check.verdict == Verdict::Info;
        blamed = blamed || !info;
        asked = asked || (!info && check.invariant.empty());
    }
    if (blamed) (asked ? blame.blaming : blame.seeing).insert(outcome.vector->id);
}

/// A run on a server with one fault, in memory: each vector in the first setting where it passes without it.
class Run {
  public:
    Run(const KnownLogins& logins, const Conduct& conduct) : logins_(logins), conduct_(conduct) {}

    Blame blame() {
        for (const vector::Vector& vector : projectCorpus().vectors) {
            const auto homes = Matrix::shared().homes(vector);
            if (!homes.empty()) meet(vector, *homes.front());
        }
        Blame blame;
        for (dialogue::Outcome& outcome : broken_) add(blame, cause_.explained(std::move(outcome)));
        return blame;
    }

  private:
    void meet(const vector::Vector& vector, const Setting& setting) {
        auto known = known_.find(&setting);
        if (known == known_.end()) known = known_.emplace(&setting, logins_.with(setting, conduct_)).first;
        auto outcome = known->second ? knowing(*known->second, vector, setting)
                                     : Matrix::shared().otherwise(vector, setting, conduct_);
        cause_.add(outcome ? *outcome : Matrix::shared().honest(vector, setting));
        if (!outcome || !isBroken(outcome->verdict)) return;
        outcome->transcript = {};  // too much memory for all of them
        broken_.push_back(std::move(*outcome));
    }

    std::optional<dialogue::Outcome> knowing(const dialogue::Logins& logins, const vector::Vector& vector,
                                             const Setting& setting) const {
        suite::AccountPool pool(Matrix::shared().trial().accounts(), {});
        pool.know(logins, {});
        const suite::Demand demand = suite::demandOf(vector);
        if (pool.impossible(demand)) {
            dialogue::Outcome blocked;
            blocked.vector = &vector;
            blocked.verdict = Verdict::Blocked;
            return blocked;
        }
        const auto lent = pool.borrow(demand, {});
        return Matrix::shared().trial().hold(vector, setting, conduct_, std::get<suite::Roles>(lent), logins);
    }

    const KnownLogins& logins_;
    const Conduct& conduct_;
    std::map<const Setting*, std::optional<dialogue::Logins>> known_;
    reports::CommonCause cause_{projectCorpus()};
    std::vector<dialogue::Outcome> broken_;
};

}  // namespace

std::map<std::string, Blame> blames() {
    const auto faults = allFaults();
    const KnownLogins logins;
    std::vector<Blame> found(faults.size());
    inParallel(faults.size(), [&](std::size_t at) {
        Conduct conduct;
        faults[at]->apply(conduct);
        found[at] = Run(logins, conduct).blame();
    });
    std::map<std::string, Blame> byName;
    for (std::size_t at = 0; at < faults.size(); ++at) {
        const Blame& blame = found[at];
        if (!blame.requirements.empty()) byName[std::string(faults[at]->name)] = blame;
    }
    return byName;
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
