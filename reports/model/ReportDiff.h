#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// What became of one requirement in one vector from one report to a later one, from what wants to be read
/// first to the last.
enum class Change {
    NewlyFails,       ///< a MUST is broken that was not
    NewlyWarns,       ///< a SHOULD or a MAY
    NoLongerJudged,   ///< blocked, skipped, or the conversation took another way
    Vanished,         ///< the vector is not in the later report
    JudgesOtherwise,  ///< whatever became of it: the vector was revised, and may judge otherwise
    NewlyAccepted,    ///< still broken; the later run's baseline accepts it
    NewlyPasses,
    NowJudged,  ///< met, and not judged before
    Appeared    ///< the vector is not in the earlier report
};
inline constexpr int kChanges = 9;
std::string_view nameOf(Change change);   ///< "newly-fails", …
std::string_view titleOf(Change change);  ///< "Newly fails", …

struct ChangeRow {
    Change change = Change::NewlyFails;
    std::string vector;
    std::string requirement;  ///< empty: the vector as a whole
    std::string before;       ///< "pass", "fail", "accepted", "not judged", "absent"
    std::string after;
    std::string reason;       ///< of the vector's verdict, where it has one
    int revision = 0;         ///< of JudgesOtherwise: that of the later report
    bool regression = false;  ///< it was met or accepted, and now is broken or no longer judged
};

/// How two reports differ. A MAY that is no longer kept is told, and is no regression; nor is what a vector
/// of another revision judges otherwise, for which the server need not have changed.
struct ReportDiff {
    std::vector<ChangeRow> rows;  ///< by change, then in the order of the later report

    std::size_t count(Change change) const;
    std::size_t regressions() const;
};

/// Each requirement that a vector judges is compared; what tells of an invariant, which needs an occasion and
/// so may be missing, only where it is broken in one of the two.
ReportDiff differenceOf(const WholeReport& before, const WholeReport& after);

}  // namespace xmppconf::reports
