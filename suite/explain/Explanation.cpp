#include "suite/explain/Explanation.h"

#include <Poco/String.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/vector/DidYouMean.h"
#include "suite/explain/VectorDialogue.h"

namespace xmppconf::suite {
namespace {

std::string placeText(const vector::Place& place) {
    return place.file ? fmt::format("{}:{}", *place.file, place.line) : std::string{};
}

std::string requirementText(const vector::Requirement& requirement) {
    return fmt::format("{} ({}): {}\n", requirement.id, nameOf(requirement.level), requirement.text);
}

/// Which text of the specification was read.
std::string readText(const vector::Specification& specification) {
    if (specification.version.empty()) return {};
    const std::string errata = specification.errata.empty()     ? "its errata are not known"
                               : specification.errata == "none" ? "it has no errata"
                                                                : "errata read: " + specification.errata;
    return fmt::format("Read in the version {}; {}\n", specification.version, errata);
}

std::string judgesText(const vector::Corpus& corpus, const vector::Vector& vector) {
    std::string text = "\nIt judges\n";
    for (const vector::Judges& judges : vector.judges) {
        const auto found = corpus.requirements.find(judges.requirement);
        if (found == corpus.requirements.end()) continue;
        text += fmt::format("  [{}] {}", judges.as, requirementText(found->second));
        if (!found->second.link.empty()) text += fmt::format("      {}\n", found->second.link);
    }
    return text;
}

std::string catchesText(const vector::Corpus& corpus, const vector::Vector& vector) {
    if (vector.catches.empty()) return {};
    std::string text = "\nIt catches a server with one of these faults\n";
    for (const std::string& name : vector.catches) {
        const auto found = corpus.faults.find(name);
        text += fmt::format("  {}: {}\n", name, found == corpus.faults.end() ? "" : found->second.text);
    }
    return text;
}

std::string controlsText(const vector::Vector& vector) {
    std::string text;
    for (const vector::Control& control : vector.controls) {
        text += fmt::format("Control: {} logs in{}.\n", control.role,
                            control.mechanism.empty() ? std::string{} : " with " + control.mechanism);
    }
    return text;
}

std::string explainVector(const vector::Corpus& corpus, const vector::Vector& vector, bool whole) {
    std::string text = fmt::format("{}\n{}\n\nStep {}, {}", vector.id, vector.title, nameOf(vector.step),
                                   placeText(vector.place));
    if (!vector.roles.empty()) text += fmt::format(", with accounts for {}", fmt::join(vector.roles, ", "));
    if (vector.revision > 1) text += fmt::format(", revision {}", vector.revision);
    if (vector.intrusive) text += ", intrusive: with --intrusive or on loopback only";
    if (vector.harmful) text += ", harmful: alone and at the end";
    text += '\n';
    text += controlsText(vector);
    if (!vector.seen.empty()) text += fmt::format("Seen in {}\n", vector.seen);
    if (!vector.note.empty()) text += fmt::format("Note: {}\n", vector.note);
    text += judgesText(corpus, vector) + catchesText(corpus, vector);
    return text + "\nThe dialogue (C: client, S: server)\n" + dialogueText(vector.actions, whole);
}

std::string explainRequirement(const vector::Corpus& corpus, const vector::Requirement& requirement) {
    std::string text = requirementText(requirement);
    if (!requirement.link.empty()) text += requirement.link + "\n";
    for (const vector::Specification& specification : corpus.specifications)
        if (specification.id == requirement.spec) text += readText(specification);
    text += fmt::format("Impact: {}\n", nameOf(impactOf(requirement)));
    if (!requirement.attack.empty()) text += fmt::format("Attack: {}\n", requirement.attack);
    if (!requirement.feature.empty()) text += fmt::format("Feature: {}\n", requirement.feature);
    if (!requirement.untestable.empty()) text += fmt::format("Untestable: {}\n", requirement.untestable);
    std::string judging;
    for (const vector::Vector& vector : corpus.vectors)
        for (const vector::Judges& judges : vector.judges)
            if (judges.requirement == requirement.id) {
                judging += fmt::format("  {}: {}\n", vector.id, vector.title);
                break;
            }
    for (const vector::Invariant& invariant : corpus.invariants)
        if (invariant.requirement == requirement.id)
            judging += fmt::format("  invariant {} (over all vectors)\n", invariant.id);
    return text + (judging.empty() ? "\nNo vector judges it.\n" : "\nJudged by\n" + judging);
}

}  // namespace

Result<std::string> explain(const vector::Corpus& corpus, const std::string& id, bool whole) {
    for (const vector::Vector& vector : corpus.vectors)
        if (Poco::icompare(vector.id, id) == 0) return explainVector(corpus, vector, whole);
    for (const auto& [name, requirement] : corpus.requirements)
        if (Poco::icompare(name, id) == 0) return explainRequirement(corpus, requirement);
    std::vector<std::string_view> known = vector::keysOf(corpus.requirements);
    for (const vector::Vector& vector : corpus.vectors) known.push_back(vector.id);
    return Failure{
        fmt::format("there is no vector and no requirement '{}'{}", id, vector::didYouMean(id, known))};
}

}  // namespace xmppconf::suite
