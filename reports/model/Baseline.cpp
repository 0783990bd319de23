#include "reports/model/Baseline.h"

#include <algorithm>

namespace xmppconf::reports {

bool Baseline::add(AcceptedDeviation entry) {
    std::pair key{entry.vector, entry.requirement};
    return entries_.try_emplace(std::move(key), std::move(entry)).second;
}

const AcceptedDeviation* Baseline::find(std::string_view vector, std::string_view requirement) const {
    const auto found = entries_.find({std::string(vector), std::string(requirement)});
    return found == entries_.end() ? nullptr : &found->second;
}

std::vector<const AcceptedDeviation*> Baseline::entries() const {
    std::vector<const AcceptedDeviation*> result;
    for (const auto& [key, entry] : entries_) result.push_back(&entry);
    return result;
}

std::string_view nameOf(EntryState state) {
    switch (state) {
        case EntryState::Accepted:
            return "accepted";
        case EntryState::Exceeded:
            return "exceeded";
        case EntryState::Expired:
            return "expired";
        case EntryState::Stale:
            return "stale";
        case EntryState::Unjudged:
            return "unjudged";
    }
    return "unjudged";
}

std::size_t BaselineResult::count(EntryState state) const {
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(),
                      [state](const BaselineEntry& entry) { return entry.state == state; }));
}

}  // namespace xmppconf::reports
