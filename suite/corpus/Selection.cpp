#include "suite/corpus/Selection.h"

#include <Poco/String.h>
#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <set>
#include <span>

#include "harness/vector/DidYouMean.h"

namespace xmppconf::suite {
namespace {

bool isGlob(std::string_view pattern) { return pattern.find_first_of("*?[") != pattern.npos; }

bool globMatches(const std::string& pattern, const std::string& text) {
    return ::fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

// `text` is the pattern or goes on behind it with one of the separators.
bool continues(std::string_view text, std::string_view pattern, std::string_view separators) {
    if (!text.starts_with(pattern)) return false;
    return text.size() == pattern.size() || pattern.ends_with('/') ||
           separators.find(text[pattern.size()]) != separators.npos;
}

bool matchesLower(const vector::Vector& vector, const std::string& pattern) {
    const bool glob = isGlob(pattern);
    if (glob ? globMatches(pattern, vector.id) : continues(vector.id, pattern, "/")) return true;
    if (!glob && pattern == nameOf(vector.step)) return true;
    return std::any_of(vector.judges.begin(), vector.judges.end(), [&](const vector::Judges& judges) {
        const std::string requirement = Poco::toLower(judges.requirement);
        return glob ? globMatches(pattern, requirement) : continues(requirement, pattern, "/.");
    });
}

bool matchesAny(const vector::Vector& vector, const std::vector<std::string>& lowerPatterns) {
    return std::any_of(lowerPatterns.begin(), lowerPatterns.end(),
                       [&](const std::string& pattern) { return matchesLower(vector, pattern); });
}

std::vector<std::string> lower(const std::vector<std::string>& patterns) {
    std::vector<std::string> result;
    for (const std::string& pattern : patterns) result.push_back(Poco::toLower(pattern));
    return result;
}

std::string nearestKnown(const vector::Corpus& corpus, const std::string& pattern) {
    std::set<std::string> known;
    for (const vector::Vector& vector : corpus.vectors) {
        known.insert(vector.id);
        known.emplace(nameOf(vector.step));
        for (const vector::Judges& judges : vector.judges) known.insert(judges.requirement);
    }
    return vector::didYouMean(pattern, vector::keysOf(known));
}

Result<void> eachMatchesSomething(const vector::Corpus& corpus, const std::vector<std::string>& patterns,
                                  std::string_view option) {
    for (const std::string& pattern : patterns) {
        const std::string lowered = Poco::toLower(pattern);
        const bool any =
            std::any_of(corpus.vectors.begin(), corpus.vectors.end(), [&](const vector::Vector& vector) {
                return looksAfterRun(vector) ? vector.id == lowered : matchesLower(vector, lowered);
            });
        if (!any)
            return Failure{
                fmt::format("{} '{}' matches no vector{}", option, pattern, nearestKnown(corpus, pattern))};
    }
    return {};
}

bool judgesSome(const vector::Corpus& corpus, const vector::Vector& vector, const SelectionRules& rules) {
    return std::any_of(vector.judges.begin(), vector.judges.end(), [&](const vector::Judges& judges) {
        const auto found = corpus.requirements.find(judges.requirement);
        if (found == corpus.requirements.end() || !isAtLeast(found->second.level, rules.level)) return false;
        return rules.impacts.empty() || rules.impacts.contains(impactOf(found->second));
    });
}

}  // namespace

bool looksAfterRun(const vector::Vector& vector) {
    const auto isAmong = [&](std::span<const std::string_view> ids) {
        return std::find(ids.begin(), ids.end(), vector.id) != ids.end();
    };
    return vector.id.starts_with(kControlPrefix) || vector.id == kAloneId || vector.id == kGreetingId ||
           isAmong(kStepIds) || isAmong(kLoginIds);
}

bool matchesPattern(const vector::Vector& vector, const std::string& pattern) {
    return matchesLower(vector, Poco::toLower(pattern));
}

Result<std::vector<const vector::Vector*>> selectVectors(const vector::Corpus& corpus,
                                                         const SelectionRules& rules) {
    if (const auto checked = eachMatchesSomething(corpus, rules.select, "--select"); !checked)
        return Failure{checked.error()};
    if (const auto checked = eachMatchesSomething(corpus, rules.exclude, "--exclude"); !checked)
        return Failure{checked.error()};
    const auto select = lower(rules.select);
    const auto exclude = lower(rules.exclude);
    std::vector<const vector::Vector*> selected;
    for (const vector::Vector& vector : corpus.vectors) {
        const bool wanted = looksAfterRun(vector)
                                ? std::find(select.begin(), select.end(), vector.id) != select.end()
                                : select.empty() || matchesAny(vector, select);
        if (wanted && !matchesAny(vector, exclude) && judgesSome(corpus, vector, rules))
            selected.push_back(&vector);
    }
    return selected;
}

}  // namespace xmppconf::suite
