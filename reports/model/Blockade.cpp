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

std::ptrdiff_t severity(Verdict verdict) {
    return std::find(kBySeverity.begin(), kBySeverity.end(), verdict) - kBySeverity.begin();
}

bool breaks(const VectorBrief& vector, std::string_view requirement) {
    return std::any_of(vector.judged.begin(), vector.judged.end(), [&](const VectorBrief::Judged& judged) {
        return judged.requirement == requirement && isBroken(judged.verdict);
    });
}

bool holds(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// How many vectors it concerns besides its own.
struct Reach {
    std::size_t blocked = 0;  ///< none: it stands in nobody's way
    std::size_t all = 0;
};

bool mostAreBlocked(const std::vector<VectorBrief>& vectors) {
    const auto blocked = std::count_if(vectors.begin(), vectors.end(), [](const VectorBrief& vector) {
        return vector.verdict == Verdict::Blocked;
    });
    return 2 * blocked >= std::ssize(vectors) && blocked > 0;
}

/// A MUST over all traffic that is broken in the very vector that shows the login broken may be why it is: it
/// concerns what that blocks, too, and comes first. Where most are blocked, whatever by, it may be why as
/// well.
Reach reachOf(const Finding& finding, const std::vector<Blockade>& blockades, bool mostBlocked) {
    const VectorBrief& vector = *finding.vector;
    Reach reach{finding.blocks, finding.blocks};
    if (vector.seenIn.empty() || !isBroken(vector.verdict)) return reach;
    reach.all = std::max(finding.blocks, vector.seenIn.size());
    if (vector.verdict != Verdict::Fail) return reach;
    if (mostBlocked) reach.blocked = reach.all;
    for (const Blockade& blockade : blockades)
        if (blockade.brokenIn && !breaks(vector, blockade.by.id) &&
            holds(vector.seenIn, blockade.brokenIn->id)) {
            reach.blocked += blockade.vectors.size();
            reach.all += blockade.vectors.size();
        }
    return reach;
}

/// What blocks others by how many it concerns; all else by verdict, impact and reach.
std::tuple<std::ptrdiff_t, std::ptrdiff_t, int, std::ptrdiff_t> urgency(const Finding& finding,
                                                                        const Reach& reach) {
    const auto farthestFirst = -static_cast<std::ptrdiff_t>(reach.all);
    const int impact =
        finding.gravest ? static_cast<int>(vector::impactOf(*finding.gravest)) : vector::kImpacts;
    return {reach.blocked > 0 ? farthestFirst : 1, severity(finding.vector->verdict), impact, farthestFirst};
}

/// Which of its broken requirements are listed, and which is the gravest.
void look(Finding& finding, const Requirements& catalogue, const ImpactFilter& impacts) {
    Verdict worst = Verdict::Pass;
    for (const auto& [id, verdict] : finding.vector->judged) {
        if (!isBroken(verdict) || !impacts.takes(id)) continue;
        finding.broken.emplace_back(id);
        worst = judge::worse(worst, verdict);
    }
    for (const auto& [id, verdict] : finding.vector->judged) {
        const auto found = catalogue.find(id);
        if (verdict != worst || !impacts.takes(id) || !isBroken(verdict) || found == catalogue.end())
            continue;
        if (!finding.gravest || vector::impactOf(found->second) < vector::impactOf(*finding.gravest))
            finding.gravest = &found->second;
    }
}

/// What tells of no broken requirement (an error of ours, a server that died) is always listed.
bool isListed(const Finding& finding) {
    const VectorBrief& vector = *finding.vector;
    const bool breaksSome = std::any_of(vector.judged.begin(), vector.judged.end(),
                                        [](const auto& judged) { return isBroken(judged.verdict); });
    return vector.hurt || vector.verdict == Verdict::Error || !breaksSome || !finding.broken.empty();
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

std::vector<Finding> findingsOf(const std::vector<VectorBrief>& vectors, const Requirements& catalogue,
                                const ImpactFilter& impacts) {
    std::vector<Finding> findings;
    for (const VectorBrief& vector : vectors) {
        if (severity(vector.verdict) == std::ssize(kBySeverity)) continue;
        Finding finding{&vector};
        look(finding, catalogue, impacts);
        if (isListed(finding)) findings.push_back(std::move(finding));
    }
    const std::vector<Blockade> blockades = blockadesOf(vectors);
    for (const Blockade& blockade : blockades) {
        if (blockade.by.kind != Obstacle::Kind::Requirement) continue;
        for (Finding& finding : findings)
            if (breaks(*finding.vector, blockade.by.id)) finding.blocks += blockade.vectors.size();
    }
    const bool mostBlocked = mostAreBlocked(vectors);
    std::vector<std::pair<decltype(urgency({}, {})), Finding>> byUrgency;
    for (Finding& finding : findings) {
        const auto key = urgency(finding, reachOf(finding, blockades, mostBlocked));
        byUrgency.emplace_back(key, std::move(finding));
    }
    std::stable_sort(byUrgency.begin(), byUrgency.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::transform(byUrgency.begin(), byUrgency.end(), findings.begin(),
                   [](auto& one) { return std::move(one.second); });
    return findings;
}

std::vector<Finding> findingsOf(const Report& report) {
    return findingsOf(report.vectors, report.start.requirements, report.start.gate.impacts());
}

}  // namespace xmppconf::reports
