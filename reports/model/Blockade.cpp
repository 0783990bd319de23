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

bool holds(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// How many vectors it concerns besides its own. A MUST over all traffic that is broken in the very vector
/// that shows the login broken may be why it is: it concerns what that blocks, too, and comes first.
std::size_t reachOf(const Finding& finding, const std::vector<Blockade>& blockades) {
    const VectorBrief& vector = *finding.vector;
    if (vector.seenIn.empty() || !isBroken(vector.verdict)) return finding.blocks;
    std::size_t reach = std::max(finding.blocks, vector.seenIn.size());
    if (vector.verdict != Verdict::Fail) return reach;
    for (const Blockade& blockade : blockades)
        if (blockade.brokenIn && !breaks(vector, blockade.by.id) &&
            holds(vector.seenIn, blockade.brokenIn->id))
            reach += blockade.vectors.size();
    return reach;
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

std::string blocksText(const Finding& finding) {
    if (finding.blocks == 0) return {};
    return finding.blocks == 1 ? "1 vector is blocked by this"
                               : fmt::format("{} vectors are blocked by this", finding.blocks);
}

std::vector<Finding> findingsOf(const std::vector<VectorBrief>& vectors) {
    std::vector<Finding> findings;
    for (const VectorBrief& vector : vectors)
        if (severity(vector.verdict) < std::ssize(kBySeverity)) findings.push_back({&vector, 0});
    const std::vector<Blockade> blockades = blockadesOf(vectors);
    for (const Blockade& blockade : blockades) {
        if (blockade.by.kind != Obstacle::Kind::Requirement) continue;
        for (Finding& finding : findings)
            if (breaks(*finding.vector, blockade.by.id)) finding.blocks += blockade.vectors.size();
    }
    std::vector<std::pair<std::size_t, Finding>> byReach;
    for (const Finding& finding : findings) byReach.emplace_back(reachOf(finding, blockades), finding);
    std::stable_sort(byReach.begin(), byReach.end(), [](const auto& a, const auto& b) {
        return std::tuple(b.first, severity(a.second.vector->verdict)) <
               std::tuple(a.first, severity(b.second.vector->verdict));
    });
    std::transform(byReach.begin(), byReach.end(), findings.begin(),
                   [](const auto& reached) { return reached.second; });
    return findings;
}

}  // namespace xmppconf::reports
