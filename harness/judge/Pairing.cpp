#include "harness/judge/Pairing.h"

#include <algorithm>

namespace xmppconf::judge {

bool Pairing::place(Fits element) {
    elements_.push_back(std::move(element));
    std::vector<bool> tried(of_.size());
    if (find(elements_.size() - 1, tried)) return true;
    elements_.pop_back();
    return false;
}

// One augmenting path of a bipartite matching: whoever holds the place moves on, if there is room elsewhere.
bool Pairing::find(std::size_t element, std::vector<bool>& tried) {
    for (std::size_t pattern = 0; pattern < of_.size(); ++pattern) {
        if (tried[pattern] || !elements_[element][pattern]) continue;
        tried[pattern] = true;
        if (of_[pattern] && !find(*of_[pattern], tried)) continue;
        of_[pattern] = element;
        return true;
    }
    return false;
}

bool Pairing::complete() const {
    return std::all_of(of_.begin(), of_.end(), [](const auto& element) { return element.has_value(); });
}

std::vector<Capture> Pairing::captures() const {
    std::vector<Capture> all;
    for (std::size_t pattern = 0; pattern < of_.size(); ++pattern) {
        if (!of_[pattern]) continue;
        const auto& taken = *elements_[*of_[pattern]][pattern];
        all.insert(all.end(), taken.begin(), taken.end());
    }
    return all;
}

}  // namespace xmppconf::judge
