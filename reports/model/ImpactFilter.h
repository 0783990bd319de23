#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "harness/vector/Requirement.h"

namespace xmppconf::reports {

using Requirements = std::map<std::string, vector::Requirement, std::less<>>;

/// Which broken requirements are listed and gated, by their impact (--impact). It changes no verdict. What no
/// catalogue knows is always among them.
class ImpactFilter {
  public:
    ImpactFilter() = default;  ///< all
    /// None chosen: all. The catalogue is not needed afterwards.
    ImpactFilter(std::set<vector::Impact> chosen, const Requirements& catalogue);

    bool takes(std::string_view requirement) const { return !leftOut_ || !leftOut_->contains(requirement); }
    const std::set<vector::Impact>& chosen() const { return chosen_; }  ///< empty: all
    std::string text() const;                                           ///< "security,form"; empty: all

  private:
    std::set<vector::Impact> chosen_;
    std::shared_ptr<const std::set<std::string, std::less<>>> leftOut_;
};

}  // namespace xmppconf::reports
