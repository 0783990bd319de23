#include "harness/vector/CatalogueReader.h"

#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

bool isRequirementId(std::string_view text) { return requirementId(text).has_value(); }

constexpr std::string_view kRequirementForm =
    "a requirement's id: write SPECIFICATION/SECTION/SLUG, as in RFC6120/4.3.3/new-stream-id";

}  // namespace

/// The text of an element that holds nothing else.
std::string CatalogueReader::sentence(const Tag& tag) const {
    std::string text;
    for (const auto& child : tag.children()) {
        text += child.text;
        if (child.tag) mistakes_.at(child.tag->place(), fmt::format("<{}> holds text only", tag.written()));
    }
    text = collapsed(text);
    if (text.empty())
        mistakes_.at(tag.place(),
                     fmt::format("<{}> is empty; say in one sentence what it is", tag.written()));
    return text;
}

void CatalogueReader::readSpecification(const Tag& root) {
    Attributes attributes(root, kNoParameters, mistakes_);
    attributes.required("id");
    const auto id = attributes.form("id", isSpecification,
                                    "a specification's id: write A-Z 0-9 -, a letter first, as in RFC6120");
    const auto title = attributes.requiredText("title");
    const auto link = attributes.requiredText("link");
    const auto version = attributes.text("version");
    const auto errata = attributes.form(
        "errata", isErrata,
        "what errata are: write the numbers of those that were read, a blank between them, or 'none'");
    const Specification specification{id.value_or(""), title, version, collapsed(errata.value_or(""))};
    if (id) keep(specification, attributes);
    attributes.finish();
    for (const auto& child : root.children()) {
        if (!child.tag) {
            mistakes_.at(root.place(), "text has no place in <specification>");
        } else if (!child.tag->isOurs() || child.tag->name() != "requirement") {
            mistakes_.at(child.tag->place(),
                         fmt::format("<specification> holds <requirement> only, not <{}>{}",
                                     child.tag->written(), didYouMean(child.tag->name(), {"requirement"})));
        } else {
            readRequirement(*child.tag, id ? &specification : nullptr, link);
        }
    }
}

/// One that is spread over several files says in one of them which text was read, or the same in all.
void CatalogueReader::keep(Specification specification, Attributes& attributes) {
    auto& all = corpus_.specifications;
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.id == specification.id; });
    if (known == all.end()) {
        all.push_back(std::move(specification));
        return;
    }
    const auto merge = [&](std::string_view name, std::string& before, const std::string& now) {
        if (before.empty()) before = now;
        if (!now.empty() && now != before)
            attributes.mistake(
                name, fmt::format("the {} of {} is '{}' in another file", name, specification.id, before));
    };
    merge("version", known->version, specification.version);
    merge("errata", known->errata, specification.errata);
}

void CatalogueReader::readImpact(Attributes& attributes, Requirement& requirement) {
    const auto impact = attributes.choice("impact", {"security", "interoperability", "robustness", "form"});
    if (impact) requirement.impact = static_cast<Impact>(*impact);
    requirement.attack = attributes.text("attack");
    const bool security = requirement.impact == Impact::Security;
    const bool other = impact || !attributes.has("impact");
    if (!requirement.attack.empty() && !security && other)
        attributes.mistake("attack", "'attack' goes with impact=\"security\" only");
    if (security && requirement.untestable.empty() && !attributes.has("attack"))
        attributes.missing("attack",
                           "impact=\"security\" needs attack=\"…\": say in one sentence what an "
                           "attacker gets");
}

void CatalogueReader::readRequirement(const Tag& tag, const Specification* specification,
                                      const std::string& link) {
    Attributes attributes(tag, kNoParameters, mistakes_);
    Requirement requirement;
    requirement.place = tag.place();
    attributes.required("id");
    const auto id = attributes.form("id", isRequirementId, kRequirementForm);
    attributes.required("level");
    const auto level = attributes.choice("level", {"MUST", "SHOULD", "MAY"});
    requirement.level = static_cast<Level>(level.value_or(0));
    requirement.feature = attributes.text("feature");
    requirement.untestable = attributes.text("untestable");
    readImpact(attributes, requirement);
    attributes.finish();
    requirement.text = sentence(tag);
    if (!id) return;
    const auto parts = *requirementId(*id);
    if (specification && parts.spec != specification->id) {
        attributes.mistake("id", fmt::format("'{}' does not begin with '{}/', the specification it stands in",
                                             *id, specification->id));
    }
    requirement.id = *id;
    requirement.spec = parts.spec;
    requirement.section = parts.section;
    requirement.link = Poco::replace(link, "{section}", parts.section.c_str());
    const auto [known, isNew] = corpus_.requirements.emplace(*id, std::move(requirement));
    if (!isNew) {
        attributes.mistake("id", fmt::format("there is a requirement '{}' already, at {}", *id,
                                             toString(known->second.place)));
    }
}

void CatalogueReader::readFaults(const Tag& root) {
    Attributes attributes(root, kNoParameters, mistakes_);
    attributes.finish();
    for (const auto& child : root.children()) {
        if (!child.tag) {
            mistakes_.at(root.place(), "text has no place in <faults>");
        } else if (!child.tag->isOurs() || child.tag->name() != "fault") {
            mistakes_.at(child.tag->place(),
                         fmt::format("<faults> holds <fault> only, not <{}>{}", child.tag->written(),
                                     didYouMean(child.tag->name(), {"fault"})));
        } else {
            readFault(*child.tag);
        }
    }
}

void CatalogueReader::readFault(const Tag& tag) {
    Attributes attributes(tag, kNoParameters, mistakes_);
    const auto name = attributes.requiredSlug("name");
    attributes.finish();
    auto text = sentence(tag);
    if (!name) return;
    const auto [known, isNew] = corpus_.faults.emplace(*name, Fault{*name, std::move(text), tag.place()});
    if (!isNew) {
        attributes.mistake("name", fmt::format("there is a fault '{}' already, at {}", *name,
                                               toString(known->second.place)));
    }
}

std::string References::requirement(Attributes& attributes) const {
    attributes.required("requirement");
    return known(attributes, "requirement", "yet it is judged here");
}

std::string References::rests(Attributes& attributes) const {
    return known(attributes, "rests", "so no vector tells that it is broken");
}

std::string References::known(Attributes& attributes, std::string_view name,
                              std::string_view butUntestable) const {
    const auto id = attributes.form(name, isRequirementId, kRequirementForm);
    if (!id) return {};
    const auto found = corpus_.requirements.find(*id);
    if (found == corpus_.requirements.end()) {
        if (!incomplete_) {
            attributes.mistake(name, fmt::format("unknown requirement '{}'{}", *id,
                                                 didYouMean(*id, keysOf(corpus_.requirements))));
        }
    } else if (!found->second.untestable.empty()) {
        attributes.mistake(name, fmt::format("'{}' is marked untestable ({}), {}", *id,
                                             found->second.untestable, butUntestable));
    }
    return *id;
}

std::string References::fault(Attributes& attributes) const {
    const auto name = attributes.requiredSlug("fault");
    if (name && !incomplete_ && corpus_.faults.find(*name) == corpus_.faults.end()) {
        attributes.mistake(
            "fault", fmt::format("unknown fault '{}'{}", *name, didYouMean(*name, keysOf(corpus_.faults))));
    }
    return name.value_or("");
}

}  // namespace xmppconf::vector
