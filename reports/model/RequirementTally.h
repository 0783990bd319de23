#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"
#include "reports/model/StandingCounts.h"

namespace xmppconf::reports {

/// What is known of one requirement.
struct RequirementRow {
    const vector::Requirement* requirement = nullptr;
    Standing standing = Standing::Untested;
    /// Selected ones that judge it, then what tells of its invariants; in the order of the corpus.
    std::vector<const vector::Vector*> vectors;
    std::vector<const vector::Vector*> broken;  ///< those of them that found it broken
};

/// The verdict of every requirement. It is the worst over its vectors; a vector that ended blocked, skipped
/// or in error before it came to a requirement counts for it as that. Without any of it the requirement is
/// untested, or untestable where the catalogue says why; it never passes without a check that did.
class RequirementTally {
  public:
    /// The corpus must outlive this.
    RequirementTally(const vector::Corpus& corpus, const std::vector<const vector::Vector*>& selected);

    void add(const dialogue::Outcome& outcome);

    /// By specification, then by section as a number, then by id.
    std::vector<RequirementRow> rows() const;
    StandingCounts counts() const;

  private:
    void count(std::string_view requirement, judge::Verdict verdict);
    void note(std::string_view requirement, const vector::Vector* vector, bool broken);

    const vector::Corpus& corpus_;
    std::map<std::string_view, RequirementRow> rows_;
};

}  // namespace xmppconf::reports
