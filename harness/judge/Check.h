#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/judge/Came.h"
#include "harness/judge/Verdict.h"
#include "harness/vector/Place.h"
#include "harness/vector/Requirement.h"

namespace xmppconf::judge {

/// One judgement of one requirement.
struct Check {
    std::string requirement;
    vector::Level level = vector::Level::Must;
    Verdict verdict = Verdict::Pass;
    vector::Place place;                ///< of the action or the invariant
    std::vector<std::string> expected;  ///< the acceptable alternatives
    std::string actual;                 ///< what came; may hold the peer's octets
    /// Id of the invariant that judged; empty: the vector did. An invariant's check counts for the run
    /// (reports/model/InvariantFindings.h), not for the vector: there it only says what was seen.
    std::string invariant;
    std::vector<vector::Place> uses{};  ///< the uses of fragments that lead to the place, from the vector on
    /// Of an invariant: load may have broken it, so that only the attempt that counts tells of it.
    bool mayBeLoad = false;
    /// Of a broken one: the requirements by which the server owes what did not come (vector::Owed), or that
    /// guard what came (vector::Guarded). One that is broken wherever it was asked for tells it once
    /// (reports/model/CommonCause.h).
    std::vector<std::string> owedBy{};
    /// Of a broken one: what the vector builds on broke it, before the vector came to ask. Where others break
    /// it when they ask, they tell it (reports/model/CommonCause.h).
    bool inSetUp = false;
    Came::Kind came = Came::Kind::Untold;  ///< of a broken one: what `actual` tells of
    bool toldOfLoad = false;               ///< of a broken one: by a condition of its own (`tellsOfLoad`)

    bool seenOnly() const { return !invariant.empty(); }
    /// From the vector to the place.
    std::vector<vector::Place> way() const {
        std::vector<vector::Place> all = uses;
        all.push_back(place);
        return all;
    }
};

inline bool isOwn(const Check& check) { return !check.seenOnly(); }

/// What checks amount to together.
struct Decision {
    Verdict verdict = Verdict::Pass;
    const Check* check = nullptr;  ///< the first that has it; null where the verdict is pass
};
/// The worst of those that count, which are the vector's own where nothing else is said. The checks must
/// outlive the result.
Decision decisionOf(const std::vector<Check>& checks,
                    const std::function<bool(const Check&)>& counts = &isOwn);

}  // namespace xmppconf::judge
