#include "harness/vector/VectorReader.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/Controls.h"
#include "harness/vector/DidYouMean.h"
#include "harness/vector/JudgeCheck.h"
#include "harness/vector/ScopeCheck.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

constexpr std::size_t kMostActions = 10000;
constexpr std::size_t kMostRows = 200;  // of a table

bool isOurs(const TagChild& child, std::string_view name) {
    return child.tag && child.tag->isOurs() && child.tag->name() == name;
}

void countActions(const Actions& actions, std::size_t& count) {
    for (const auto& action : actions) {
        if (++count > kMostActions) return;
        if (const auto* use = std::get_if<Use>(&action.body)) {
            if (use->actions) countActions(*use->actions, count);
        } else if (const auto* oneOf = std::get_if<OneOf>(&action.body)) {
            for (const auto& when : oneOf->alternatives) countActions(*when.actions, count);
        } else if (const auto* choose = std::get_if<Choose>(&action.body)) {
            for (const auto& branch : choose->branches) countActions(*branch.actions, count);
        }
    }
}

}  // namespace

std::optional<Step> VectorReader::readStep(Attributes& attributes) {
    const auto step = attributes.choice("step", {"stream", "features", "starttls", "sasl", "restart", "bind",
                                                 "session", "stanza", "xml", "close"});
    if (!step) return std::nullopt;
    return static_cast<Step>(*step);
}

void VectorReader::read(const Tag& root) {
    Attributes attributes(root, kNoParameters, mistakes_);
    attributes.required("step");
    const auto step = readStep(attributes);
    attributes.finish();
    for (const auto& child : root.children()) {
        if (!child.tag) {
            mistakes_.at(root.place(), "text has no place in <vectors>");
        } else if (isOurs(child, "vector")) {
            readVector(*child.tag, step, kNoParameters);
        } else if (isOurs(child, "for")) {
            readTable(*child.tag, step);
        } else {
            mistakes_.at(child.tag->place(),
                         fmt::format("<vectors> holds <vector> and <for> only, not <{}>{}",
                                     child.tag->written(), didYouMean(child.tag->name(), {"vector", "for"})));
        }
    }
}

void VectorReader::readTable(const Tag& tag, std::optional<Step> step) {
    Attributes attributes(tag, kNoParameters, mistakes_);
    const auto name = attributes.requiredSlug("each");
    attributes.required("in");
    const auto values = attributes.words("in");
    const bool tooLong = values.size() > kMostRows;
    if (tooLong) attributes.mistake("in", fmt::format("a table has at most {} values", kMostRows));
    attributes.finish();
    if (tooLong) return;
    if (tag.children().empty()) mistakes_.at(tag.place(), "<for> holds the vectors of each value");
    for (const auto& child : tag.children()) {
        if (!isOurs(child, "vector")) {
            mistakes_.at(child.tag ? child.tag->place() : tag.place(), "<for> holds <vector> only");
            continue;
        }
        // What is wrong in one row is so in the others, and mistakes are told once.
        const auto before = mistakes_.count();
        for (const std::string& value : values)
            if (name && mistakes_.count() == before)
                readVector(*child.tag, step, Parameters::ofRow(*name, value));
    }
}

void VectorReader::readId(Attributes& attributes, std::optional<Step> step, Vector& vector) {
    attributes.required("id");
    const auto id = attributes.form(
        "id", isVectorId, "a vector's id: write slugs of a-z 0-9 . - joined by /, as in sasl/plain/login");
    if (!id) return;
    vector.id = *id;
    if (step && !id->starts_with(fmt::format("{}/", nameOf(*step)))) {
        attributes.mistake(
            "id", fmt::format("'{}' does not begin with '{}/', the step it belongs to", *id, nameOf(*step)));
    }
    const auto [known, isNew] = ids_.emplace(*id, vector.place);
    if (!isNew)
        attributes.mistake(
            "id", fmt::format("there is a vector '{}' already, at {}", *id, toString(known->second)));
}

void VectorReader::readJudges(const Tag& tag, const Parameters& parameters, Vector& vector) {
    Attributes attributes(tag, parameters, mistakes_);
    const auto as = attributes.requiredSlug("as");
    const auto requirement = references_.requirement(attributes);
    attributes.finish();
    if (!tag.children().empty()) mistakes_.at(tag.place(), "<judges> holds nothing");
    for (const auto& other : vector.judges) {
        if (as && other.as == *as)
            attributes.mistake("as", fmt::format("there is a judges '{}' already", *as));
    }
    if (as) vector.judges.push_back({*as, requirement});
}

void VectorReader::readCatches(const Tag& tag, const Parameters& parameters, Vector& vector) {
    Attributes attributes(tag, parameters, mistakes_);
    const auto fault = references_.fault(attributes);
    attributes.finish();
    if (!tag.children().empty()) mistakes_.at(tag.place(), "<catches> holds nothing");
    auto& all = vector.catches;
    if (fault.empty()) return;
    if (std::find(all.begin(), all.end(), fault) != all.end())
        attributes.mistake("fault", fmt::format("'{}' is caught already", fault));
    all.push_back(fault);
}

void VectorReader::readVector(const Tag& tag, std::optional<Step> step, const Parameters& parameters) {
    const auto before = mistakes_.count();
    Vector vector;
    vector.place = tag.place();
    vector.source = tag.asWritten();
    // What is wrong in it is told where it is read.
    if (auto filled = parameters.fill(vector.source); std::holds_alternative<std::string>(filled))
        vector.source = std::get<std::string>(std::move(filled));
    vector.lastLine =
        vector.place.line + static_cast<int>(std::count(vector.source.begin(), vector.source.end(), '\n'));

    Attributes attributes(tag, parameters, mistakes_);
    if (attributes.has("step")) {
        step = readStep(attributes);
    } else {
        (void)attributes.value("step");
    }
    vector.step = step.value_or(Step::Stream);
    readId(attributes, step, vector);
    vector.title = attributes.requiredText("title");
    vector.intrusive = attributes.yes("intrusive");
    vector.harmful = attributes.yes("harmful");
    vector.seen = attributes.text("seen");
    vector.note = attributes.text("note");
    vector.revision = static_cast<int>(attributes.number("revision", 1, 4).value_or(1));
    attributes.finish();

    const auto children = tag.children();
    std::size_t at = 0;
    std::vector<Place> judges;
    for (; at < children.size() && isOurs(children[at], "judges"); ++at) {
        readJudges(*children[at].tag, parameters, vector);
        judges.push_back(children[at].tag->place());
    }
    if (at == 0) mistakes_.at(tag.place(), "a vector judges something: it begins with <judges>");
    for (; at < children.size() && isOurs(children[at], "catches"); ++at)
        readCatches(*children[at].tag, parameters, vector);
    if (at == children.size()) mistakes_.at(tag.place(), "a vector needs actions");
    vector.actions = actions_.read(tag, std::span(children).subspan(at), {{}, {}, &parameters});

    // fragments that use others twice grow without bound: nobody shall walk through them
    std::size_t count = 0;
    countActions(vector.actions, count);
    if (count > kMostActions) {
        mistakes_.at(tag.place(),
                     fmt::format("with its fragments this vector has more than {} actions", kMostActions));
    }
    // what follows looks at the conversation as a whole, which has gaps where an action was refused
    if (mistakes_.count() == before) {
        JudgeCheck(mistakes_).check(vector, judges);
        ScopeCheck scope(mistakes_);
        scope.check(vector.actions);
        vector.roles = scope.roles();
        vector.exchanges = exchangesIn(vector.actions);
        vector.controls = controlsOf(vector.actions);
    }
    corpus_.vectors.push_back(std::move(vector));
}

}  // namespace xmppconf::vector
