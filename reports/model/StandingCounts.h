#pragma once

#include <array>
#include <cstddef>

#include "reports/model/Standing.h"

namespace xmppconf::reports {

/// How many requirements stand where.
class StandingCounts {
  public:
    void add(Standing standing) { ++counts_.at(static_cast<std::size_t>(standing)); }
    std::size_t of(Standing standing) const { return counts_.at(static_cast<std::size_t>(standing)); }

  private:
    std::array<std::size_t, kStandings> counts_{};
};

}  // namespace xmppconf::reports
