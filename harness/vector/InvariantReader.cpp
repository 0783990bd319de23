#include "harness/vector/InvariantReader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/NameUse.h"
#include "harness/vector/PatternReader.h"

namespace xmppconf::vector {

namespace {

using Violation = xml::Violation;
constexpr Violation kViolations[] = {
    Violation::Comment,         Violation::ProcessingInstruction, Violation::Doctype,
    Violation::EntityReference, Violation::UndeclaredPrefix,      Violation::BadUtf8,
    Violation::OtherEncoding,   Violation::NotWellFormed,         Violation::TextBetweenStanzas,
    Violation::Standalone,      Violation::ByteOrderMark,         Violation::ContentPrefix,
    Violation::HeaderPrefix};

}  // namespace

void InvariantReader::read(const Tag& root) {
    Attributes attributes(root, kNoParameters, mistakes_);
    attributes.finish();
    for (const auto& child : root.children()) {
        if (!child.tag) {
            mistakes_.at(root.place(), "text has no place in <invariants>");
        } else if (child.tag->isOurs() && child.tag->name() == "always") {
            readInvariant(*child.tag, Invariant::Kind::Always);
        } else if (child.tag->isOurs() && child.tag->name() == "never") {
            readInvariant(*child.tag, Invariant::Kind::Never);
        } else if (child.tag->isOurs() && child.tag->name() == "never-in-run") {
            readInvariant(*child.tag, Invariant::Kind::NeverInRun);
        } else if (child.tag->isOurs() && child.tag->name() == "answered-once") {
            readInvariant(*child.tag, Invariant::Kind::AnsweredOnce);
        } else if (child.tag->isOurs() && child.tag->name() == "after-error") {
            readInvariant(*child.tag, Invariant::Kind::AfterError);
        } else if (child.tag->isOurs() && child.tag->name() == "owed") {
            readOwed(*child.tag);
        } else if (child.tag->isOurs() && child.tag->name() == "guarded") {
            readGuarded(*child.tag);
        } else {
            mistakes_.at(
                child.tag->place(),
                fmt::format("unknown invariant <{}>{}", child.tag->written(),
                            didYouMean(child.tag->name(), {"always", "never", "never-in-run", "answered-once",
                                                           "after-error", "owed", "guarded"})));
        }
    }
}

void InvariantReader::readInvariant(const Tag& tag, Invariant::Kind kind) {
    Attributes attributes(tag, kNoParameters, mistakes_);
    Invariant invariant;
    invariant.place = tag.place();
    invariant.source = tag.asWritten();
    invariant.kind = kind;
    const auto id = attributes.requiredSlug("id");
    invariant.id = id.value_or("");
    invariant.requirement = references_.requirement(attributes);
    if (kind == Invariant::Kind::Never) readViolation(attributes, invariant);
    if (kind == Invariant::Kind::NeverInRun) readStreamIds(attributes, invariant);
    if (kind == Invariant::Kind::AfterError) readWhat(attributes, invariant);
    readSpoils(attributes, invariant);
    attributes.finish();
    if (kind == Invariant::Kind::Always) {
        readAlways(tag, invariant);
    } else if (!tag.children().empty()) {
        mistakes_.at(tag.place(), fmt::format("<{}> holds nothing", tag.written()));
    }
    const auto known = std::find_if(corpus_.invariants.begin(), corpus_.invariants.end(),
                                    [&](const Invariant& other) { return other.id == invariant.id; });
    if (id && known != corpus_.invariants.end()) {
        attributes.mistake(
            "id", fmt::format("there is an invariant '{}' already, at {}", *id, toString(known->place)));
    }
    corpus_.invariants.push_back(std::move(invariant));
}

void InvariantReader::readOwed(const Tag& tag) {
    Attributes attributes(tag, kNoParameters, mistakes_);
    Owed owed;
    owed.place = tag.place();
    owed.requirement = references_.requirement(attributes);
    owed.attribute = attributes.text("attribute");
    if (!isMust(owed.requirement))
        attributes.mistake("requirement", fmt::format("{} is no MUST, so that the server owes nothing by it",
                                                      owed.requirement));
    attributes.finish();
    auto pattern = readKind(tag);
    if (!pattern) return;
    owed.pattern = *std::move(pattern);
    corpus_.owed.push_back(std::move(owed));
}

/// The element that <owed> and <guarded> hold.
std::optional<Pattern> InvariantReader::readKind(const Tag& tag) const {
    auto pattern = PatternReader(kNoParameters, mistakes_, {}).readOnly(tag, true);
    if (pattern) checkNames(*pattern);
    return pattern;
}

void InvariantReader::readGuarded(const Tag& tag) {
    Attributes attributes(tag, kNoParameters, mistakes_);
    Guarded guarded;
    guarded.place = tag.place();
    guarded.requirement = references_.requirement(attributes);
    attributes.required("mechanism");
    guarded.mechanism = attributes.text("mechanism");
    if (const auto problem = regexMistake(guarded.mechanism); !problem.empty())
        attributes.mistake("mechanism", problem);
    if (!isMust(guarded.requirement))
        attributes.mistake("requirement",
                           fmt::format("{} is no MUST, so that it guards nothing", guarded.requirement));
    attributes.finish();
    auto pattern = readKind(tag);
    if (!pattern) return;
    guarded.pattern = *std::move(pattern);
    corpus_.guarded.push_back(std::move(guarded));
}

void InvariantReader::readWhat(Attributes& attributes, Invariant& invariant) const {
    using What = Invariant::What;
    attributes.required("what");
    const auto chosen = attributes.choice("what", {"closing-tag", "silence", "end-of-connection"});
    if (chosen) invariant.what = std::array{What::Tag, What::Silence, What::Connection}.at(*chosen);
}

void InvariantReader::readStreamIds(Attributes& attributes, Invariant& invariant) const {
    using StreamIds = Invariant::StreamIds;
    attributes.required("what");
    const auto chosen = attributes.choice("what", {"repeated-stream-id", "counted-stream-id"});
    if (chosen) invariant.streamIds = std::array{StreamIds::Repeated, StreamIds::Counted}.at(*chosen);
}

// What is less than a MUST hides no failure. One that is unknown has been told of.
bool InvariantReader::isMust(const std::string& id) const {
    const auto requirement = corpus_.requirements.find(id);
    return requirement == corpus_.requirements.end() || requirement->second.level == Level::Must;
}

void InvariantReader::readSpoils(Attributes& attributes, Invariant& invariant) const {
    invariant.spoils = invariant.kind == Invariant::Kind::AfterError;
    if (invariant.kind == Invariant::Kind::Always) invariant.spoils = attributes.yes("spoils");
    if (invariant.spoils && !isMust(invariant.requirement))
        attributes.mistake("requirement", fmt::format("{} is no MUST, so that breaking it spoils nothing",
                                                      invariant.requirement));
}

void InvariantReader::readViolation(Attributes& attributes, Invariant& invariant) const {
    attributes.required("what");
    const auto written = attributes.value("what");
    if (!written) return;
    std::vector<std::string_view> names;
    for (const auto violation : kViolations) {
        names.push_back(xml::nameOf(violation));
        if (*written != names.back()) continue;
        invariant.violation = violation;
        return;
    }
    const auto suggestion = didYouMean(*written, names);
    attributes.mistake(
        "what", fmt::format("'what' cannot be '{}'{}", *written,
                            suggestion.empty() ? fmt::format("; it is one of {}", fmt::join(names, ", "))
                                               : suggestion));
}

void InvariantReader::readAlways(const Tag& tag, Invariant& invariant) const {
    const PatternReader patterns(kNoParameters, mistakes_, {});
    const auto children = tag.children();
    const auto is = [&](std::size_t index, std::string_view name) {
        return children[index].tag && children[index].tag->isOurs() && children[index].tag->name() == name;
    };
    if (children.size() != 2 || !is(0, "whenever") || !is(1, "must")) {
        mistakes_.at(tag.place(), "<always> holds <whenever> and then <must>");
        return;
    }
    for (const auto& child : children) {
        Attributes attributes(*child.tag, kNoParameters, mistakes_);
        attributes.finish();
    }
    invariant.whenever = patterns.readOnly(*children[0].tag, true);
    invariant.must = patterns.readOnly(*children[1].tag, true);
    if (invariant.whenever) checkNames(*invariant.whenever);
    if (invariant.must) checkNames(*invariant.must);
}

/// An invariant holds over all conversations: it knows no names of a single one.
void InvariantReader::checkNames(const Pattern& pattern) const {
    forEachName(pattern, [&](const NameUse& use) {
        if (use.isTake) {
            mistakes_.atSnippet(use.place, "?{" + use.name,
                                fmt::format("an invariant takes nothing; leave out '{}'", use.name));
        } else if (use.name != "domain" && use.name != "host") {
            mistakes_.atSnippet(
                use.place, "${" + use.name,
                fmt::format("an invariant knows the names 'domain' and 'host' only, not '{}'", use.name));
        }
    });
}

}  // namespace xmppconf::vector
