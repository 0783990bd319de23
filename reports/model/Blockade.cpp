#include "reports/model/Blockade.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace xmppconf::reports {

namespace {

using dialogue::Obstacle;
using judge::Verdict;

constexpr std::array kBySeverity{Verdict::Fail, Verdict::Error, Verdict::Warn, Verdict::Info};

bool breaks(const VectorBrief& vector, std::string_view requirement) {
    return std::any_of(vector.judged.begin(), vector.judged.end(), [&](const VectorBrief::Judged& judged) {
        return judged.requirement == requirement && isBroken(judged.verdict);
    });
}

/// How many vectors it concerns besides its own.
std::size_t reach(const Finding& finding) {
    return std::max(finding.blocks, isBroken(finding.vector->verdict) ? finding.vector->seenIn : 0);
}

std::ptrdiff_t severity(Verdict verdict) {
    return std::find(kBySeverity.begin(), kBySeverity.end(), verdict) - kBySeverity.begin();
}

}  // namespace

std::vector<Blockade> blockadesOf(const std::vector<VectorBrief>& vectors) {
    std::map<std::pair<Obstacle::Kind, std::string_view>, Blockade> found;
    for (const VectorBrief& vector : vectors) {
        if (vector.verdict != Verdict::Blocked || vector.blockedBy.kind == Obstacle::Kind::None) continue;
        Blockade& blockade = found[{vector.blockedBy.kind, vector.blockedBy.id}];
        blockade.by = vector.blockedBy;
        blockade.vectors.push_back(&vector);
    }
    std::vector<Blockade> all;
    for (auto& [key, blockade] : found) {
        if (blockade.by.kind == Obstacle::Kind::Requirement) {
            const std::string& requirement = blockade.by.id;
            const auto broken = std::find_if(vectors.begin(), vectors.end(), [&](const VectorBrief& vector) {
                return breaks(vector, requirement);
            });
            if (broken != vectors.end()) blockade.brokenIn = &*broken;
        }
        all.push_back(std::move(blockade));
    }
    std::stable_sort(all.begin(), all.end(), [](const Blockade& a, const Blockade& b) {
        return a.vectors.size() > b.vectors.size();
    });
    return all;
}

std::string obstacleText(const Obstacle& obstacle) {
    switch (obstacle.kind) {
        case Obstacle::Kind::None:
            return "nothing that has a name";
        case Obstacle::Kind::Requirement:
            return obstacle.id;
        case Obstacle::Kind::Account:
            return "the account " + obstacle.id;
        case Obstacle::Kind::Stranger:
            return "somebody else's session " + obstacle.id;
        case Obstacle::Kind::Limit:
            return obstacle.id.empty() ? "a limit of xmppconf" : "a limit of xmppconf: " + obstacle.id;
        case Obstacle::Kind::Outage:
            break;
    }
    return obstacle.id.empty() ? "an outage of the server" : "an outage of the server: " + obstacle.id;
}

std::string blockadeText(const Blockade& blockade) {
    return fmt::format("{} blocked by {}{}", blockade.vectors.size(), obstacleText(blockade.by),
                       blockade.brokenIn ? ", broken in " + blockade.brokenIn->id : "");
}

std::vector<Finding> findingsOf(const std::vector<VectorBrief>& vectors) {
    std::vector<Finding> findings;
    for (const VectorBrief& vector : vectors)
        if (severity(vector.verdict) < std::ssize(kBySeverity)) findings.push_back({&vector, 0});
    for (const Blockade& blockade : blockadesOf(vectors)) {
        if (blockade.by.kind != Obstacle::Kind::Requirement) continue;
        for (Finding& finding : findings)
            if (breaks(*finding.vector, blockade.by.id)) finding.blocks += blockade.vectors.size();
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tuple(reach(b), severity(a.vector->verdict)) <
               std::tuple(reach(a), severity(b.vector->verdict));
    });
    return findings;
}

}  // namespace xmppconf::reports
