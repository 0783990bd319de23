#pragma once

#include <string>
#include <vector>

#include "reports/RunRecord.h"

namespace xmppconf::reports {

/// A vector that broke something, for the list at the top.
struct Finding {
    judge::Verdict verdict = judge::Verdict::Fail;
    const vector::Vector* vector = nullptr;
    std::string requirement;  ///< the first that it broke; may be empty
};

/// Everything above the vectors: the verdict, the target, the counts, the login as a picture, the findings.
std::string htmlSummary(const RunRecord& record, const RunSummary& summary, std::vector<Finding> findings);

}  // namespace xmppconf::reports
