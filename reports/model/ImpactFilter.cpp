#include "reports/model/ImpactFilter.h"

namespace xmppconf::reports {

ImpactFilter::ImpactFilter(std::set<vector::Impact> chosen, const Requirements& catalogue)
    : chosen_(std::move(chosen)) {
    if (chosen_.empty()) return;
    auto leftOut = std::make_shared<std::set<std::string, std::less<>>>();
    for (const auto& [id, requirement] : catalogue)
        if (!chosen_.contains(vector::impactOf(requirement))) leftOut->insert(id);
    leftOut_ = std::move(leftOut);
}

std::string ImpactFilter::text() const {
    std::string text;
    for (const vector::Impact impact : chosen_) {
        if (!text.empty()) text += ',';
        text += vector::nameOf(impact);
    }
    return text;
}

}  // namespace xmppconf::reports
