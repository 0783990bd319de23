#include "harness/dialogue/Owing.h"

#include <algorithm>

#include "harness/dialogue/Expectation.h"
#include "harness/judge/PatternMatcher.h"
#include "harness/judge/Regex.h"
#include "harness/stream/StreamFacts.h"
#include "harness/xml/Namespaces.h"

namespace xmppconf::dialogue {

namespace {

using vector::Owed;
using vector::Pattern;

bool isOfKind(const Owed& owed, const vector::Action& awaited) {
    const Pattern& kind = owed.pattern;
    const std::string& name = kind.name.empty() ? kind.nameRegex : kind.name;
    const auto is = [&](std::string_view ns, std::string_view local) {
        return name == local && (kind.ns.empty() || kind.ns == ns);
    };
    if (std::holds_alternative<vector::ExpectHeader>(awaited.body)) return is(xml::ns::kStreams, "stream");
    const Pattern* pattern = patternOf(awaited);
    return pattern && is(pattern->ns, pattern->name.empty() ? pattern->nameRegex : pattern->name);
}

bool matches(const Pattern& pattern, const stream::Item& incoming, judge::Values& values) {
    return incoming.element() && judge::matchPattern(pattern, *incoming.element(), values).ok();
}

/// Something came that is what was awaited but for the attribute.
bool cameBut(const Owed& owed, const vector::Action& awaited, const std::vector<const stream::Item*>& came,
             judge::Values& values) {
    const Pattern* wanted = patternOf(awaited);
    if (!wanted) return false;
    Pattern rest = *wanted;
    const auto removed = std::erase_if(rest.attributes, [&](const vector::AttributePattern& attribute) {
        return attribute.ns.empty() && attribute.name == owed.attribute;
    });
    return removed > 0 && std::any_of(came.begin(), came.end(), [&](const stream::Item* incoming) {
               return matches(rest, *incoming, values);
           });
}

bool isMissing(const Owed& owed, const vector::Action& awaited, const std::vector<const stream::Item*>& came,
               judge::Values& values) {
    if (!owed.attribute.empty()) return cameBut(owed, awaited, came, values);
    return std::none_of(came.begin(), came.end(), [&](const stream::Item* incoming) {
        return incoming->element() && judge::sameName(owed.pattern, *incoming->element());
    });
}

}  // namespace

void keepKindOf(const stream::Item* incoming, std::vector<const vector::Action*>& awaited) {
    const auto isOther = [&](const vector::Action* action) {
        const vector::Pattern* pattern = patternOf(*action);
        if (!pattern) return true;
        if (incoming->kind == stream::Item::Kind::Ended)
            return pattern->ns != xml::ns::kStreams || pattern->name != "error";
        return !incoming->element() || !judge::sameLocalName(*pattern, *incoming->element());
    };
    if (incoming && !std::all_of(awaited.begin(), awaited.end(), isOther)) std::erase_if(awaited, isOther);
}

std::vector<std::string> owedBy(const vector::Corpus& corpus,
                                const std::vector<const vector::Action*>& awaited,
                                const std::vector<const stream::Item*>& came, judge::Values& values) {
    std::vector<std::string> requirements;
    for (const vector::Action* action : awaited) {
        const auto owed = std::find_if(corpus.owed.begin(), corpus.owed.end(), [&](const Owed& each) {
            return isOfKind(each, *action) && isMissing(each, *action, came, values);
        });
        requirements.push_back(owed == corpus.owed.end() ? std::string() : owed->requirement);
    }
    (void)values.takeExceeded();  // what we do not compare explains nothing
    if (std::find(requirements.begin(), requirements.end(), "") != requirements.end()) return {};
    return requirements;
}

std::vector<std::string> guardsOf(const vector::Corpus& corpus, const stream::Item& incoming,
                                  std::string_view mechanism, judge::Values& values) {
    std::vector<std::string> requirements;
    for (const vector::Guarded& guarded : corpus.guarded) {
        const auto given = judge::matchesWhole(guarded.mechanism, mechanism);
        if (given.ok() && given.value() && matches(guarded.pattern, incoming, values))
            requirements.push_back(guarded.requirement);
    }
    (void)values.takeExceeded();  // what we do not compare explains nothing
    return requirements;
}

}  // namespace xmppconf::dialogue
