#include "suite/explain/Listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace xmppconf::suite {
namespace {

using vector::Level;

constexpr std::array kLevels = {Level::Must, Level::Should, Level::May};

Level highestLevel(const vector::Corpus& corpus, const vector::Vector& vector) {
    Level highest = Level::May;
    for (const vector::Judges& judges : vector.judges)
        if (const auto found = corpus.requirements.find(judges.requirement);
            found != corpus.requirements.end())
            highest = std::min(highest, found->second.level);
    return highest;
}

std::string marks(const vector::Vector& vector) {
    return std::string(vector.intrusive ? " (intrusive)" : "") + (vector.harmful ? " (harmful)" : "");
}

using Judging = std::map<std::string_view, std::vector<std::string>>;

Judging whoJudges(const vector::Corpus& corpus, const std::vector<const vector::Vector*>& selected) {
    Judging judging;
    for (const vector::Vector* vector : selected)
        for (const vector::Judges& judges : vector->judges) {
            auto& names = judging[judges.requirement];
            if (names.empty() || names.back() != vector->id) names.push_back(vector->id);
        }
    for (const vector::Invariant& invariant : corpus.invariants)
        judging[invariant.requirement].push_back(fmt::format("invariant {}", invariant.id));
    return judging;
}

std::string coverage(const vector::Corpus& corpus, const Judging& judging) {
    std::string text;
    for (const Level level : kLevels) {
        std::size_t testable = 0;
        std::size_t judged = 0;
        std::size_t untestable = 0;
        for (const auto& [id, requirement] : corpus.requirements) {
            if (requirement.level != level) continue;
            (requirement.untestable.empty() ? testable : untestable)++;
            if (requirement.untestable.empty() && judging.contains(id)) ++judged;
        }
        text += fmt::format("{:<6} {} of {} testable requirements are judged, {} are untestable\n",
                            nameOf(level), judged, testable, untestable);
    }
    return text;
}

/// One line for each chapter ("4" of "4.7.1") that has requirements.
std::string coverageByChapter(const vector::Corpus& corpus, const Judging& judging) {
    struct Count {
        std::size_t judged = 0;
        std::size_t notJudged = 0;
        std::size_t untestable = 0;
    };
    std::map<std::tuple<std::string, std::size_t, std::string>, Count> chapters;  // 10 behind 9
    for (const auto& [id, requirement] : corpus.requirements) {
        const std::string chapter = requirement.section.substr(0, requirement.section.find('.'));
        Count& count = chapters[{requirement.spec, chapter.size(), chapter}];
        ++(!requirement.untestable.empty() ? count.untestable
           : judging.contains(id)          ? count.judged
                                           : count.notJudged);
    }
    std::string text;
    for (const auto& [chapter, count] : chapters)
        text += fmt::format("{:<8} section {:<2}  {} judged, {} not judged, {} untestable\n",
                            std::get<0>(chapter), std::get<2>(chapter), count.judged, count.notJudged,
                            count.untestable);
    return text;
}

}  // namespace

std::string listVectors(const vector::Corpus& corpus, const std::vector<const vector::Vector*>& selected) {
    std::size_t width = 0;
    for (const vector::Vector* vector : selected) width = std::max(width, vector->id.size());
    std::string text;
    for (const vector::Vector* vector : selected)
        text += fmt::format("{:<{}}  {:<8}  {:<6}  {}{}\n", vector->id, width, nameOf(vector->step),
                            nameOf(highestLevel(corpus, *vector)), vector->title, marks(*vector));
    return text;
}

std::string listRequirements(const vector::Corpus& corpus, const std::vector<const vector::Vector*>& selected,
                             const std::set<vector::Impact>& impacts) {
    const Judging judging = whoJudges(corpus, selected);
    std::string text;
    for (const auto& [id, requirement] : corpus.requirements) {
        if (!impacts.empty() && !impacts.contains(impactOf(requirement))) continue;
        text += fmt::format("{}  {}  {}  {}\n", id, nameOf(requirement.level), nameOf(impactOf(requirement)),
                            requirement.text);
        if (!requirement.attack.empty()) text += fmt::format("    attack: {}\n", requirement.attack);
        if (!requirement.untestable.empty())
            text += fmt::format("    untestable: {}\n", requirement.untestable);
        const auto found = judging.find(id);
        if (found != judging.end())
            for (const std::string& name : found->second) text += fmt::format("    {}\n", name);
        else if (requirement.untestable.empty())
            text += "    no vector judges it\n";
    }
    return text + "\n" + coverageByChapter(corpus, judging) + "\n" + coverage(corpus, judging);
}

}  // namespace xmppconf::suite
