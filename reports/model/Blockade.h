#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// All vectors that one thing blocks: one cause, told once.
struct Blockade {
    dialogue::Obstacle by;
    std::vector<const VectorBrief*> vectors;  ///< in the order of the report
    const VectorBrief* brokenIn = nullptr;    ///< of a requirement: the first vector that found it broken
};

/// What blocks most comes first. Vectors that are blocked by nothing that has a name are in none of them.
/// Pointers lead into `vectors`.
std::vector<Blockade> blockadesOf(const std::vector<VectorBrief>& vectors);

/// "RFC6120/6.4.6/success", "the account user2@localhost", …
std::string obstacleText(const dialogue::Obstacle& obstacle);
/// "118 blocked by RFC6120/6.4.6/success, broken in sasl/plain/login"
std::string blockadeText(const Blockade& blockade);

/// A vector that wants to be read, and how many others a requirement that it found broken blocks.
struct Finding {
    const VectorBrief* vector = nullptr;
    std::size_t blocks = 0;
    /// The worst of the requirements that decide its verdict, of those that are listed; nothing: none does.
    const vector::Requirement* gravest = nullptr;
    std::vector<std::string_view> broken{};  ///< the requirements that it found broken and that are listed
};

/// "2 vectors are blocked by this", or nothing.
std::string blocksText(const Finding& finding);

/// All that are not as they should be, as far as the filter takes them. First what blocks others, most of
/// them first, a rule over all traffic before what blocks where that rule was broken; then what fails, errors
/// of our own, what warns and what informs, each by impact, then by how many vectors saw it, then in the
/// order of the report. Pointers lead into `vectors` and the catalogue.
std::vector<Finding> findingsOf(const std::vector<VectorBrief>& vectors, const Requirements& catalogue,
                                const ImpactFilter& impacts);
std::vector<Finding> findingsOf(const Report& report);

}  // namespace xmppconf::reports
