#include "harness/vector/FragmentLibrary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/vector/ActionReader.h"
#include "harness/vector/DidYouMean.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

void FragmentLibrary::add(const Tag& root) {
    const Parameters none;
    Attributes attributes(root, none, mistakes_);
    attributes.finish();
    for (const auto& child : root.children()) {
        if (!child.tag) {
            mistakes_.at(root.place(), "text has no place in <fragments>");
        } else if (!child.tag->isOurs() || child.tag->name() != "fragment") {
            mistakes_.at(child.tag->place(),
                         fmt::format("<fragments> holds <fragment> only, not <{}>{}", child.tag->written(),
                                     didYouMean(child.tag->name(), {"fragment"})));
        } else {
            addFragment(*child.tag);
        }
    }
}

void FragmentLibrary::addFragment(const Tag& tag) {
    const Parameters none;
    Attributes attributes(tag, none, mistakes_);
    const auto name = attributes.requiredSlug("name");
    attributes.finish();
    if (!name) return;
    if (const auto known = byName_.find(*name); known != byName_.end()) {
        attributes.mistake("name", fmt::format("there is a fragment '{}' already, at {}", *name,
                                               toString(known->second->tag.place())));
        return;
    }
    Fragment& fragment = fragments_.emplace_back(*name, tag);
    byName_.emplace(*name, &fragment);
    if (!readHead(fragment)) fragment.state = State::Wrong;
}

bool FragmentLibrary::readHead(Fragment& fragment) {
    const auto before = mistakes_.count();
    const Parameters none;
    for (const auto& child : fragment.tag.children()) {
        if (!child.tag || !child.tag->isOurs() || child.tag->name() != "parameter") break;
        ++fragment.head;
        Attributes attributes(*child.tag, none, mistakes_);
        const auto name = attributes.requiredSlug("name");
        const auto byDefault = attributes.value("default");
        attributes.finish();
        if (!child.tag->children().empty()) mistakes_.at(child.tag->place(), "<parameter> holds nothing");
        if (!name) continue;
        const auto& known = fragment.parameters;
        if (*name == "fragment" || *name == "conn" || *name == "req") {
            attributes.mistake(
                "name",
                fmt::format("a parameter cannot be called '{}', as <use> has an attribute of that name",
                            *name));
        } else if (std::find(known.begin(), known.end(), *name) != known.end()) {
            attributes.mistake("name", fmt::format("there is a parameter '{}' already", *name));
        } else {
            fragment.parameters.push_back(*name);
            if (byDefault) fragment.defaults.emplace(*name, *byDefault);
        }
    }
    if (fragment.tag.children().size() == fragment.head)
        mistakes_.at(fragment.tag.place(), "a fragment needs actions");
    return mistakes_.count() == before;
}

void FragmentLibrary::check(ActionReader& reader) {
    for (auto& fragment : fragments_) check(fragment, reader);
}

std::vector<NamedSource> FragmentLibrary::sources() const {
    std::vector<NamedSource> all;
    for (const Fragment& fragment : fragments_)
        all.push_back({fragment.name, fragment.tag.place(), std::string(fragment.tag.asWritten())});
    return all;
}

void FragmentLibrary::check(Fragment& fragment, ActionReader& reader) {
    if (fragment.state != State::Unchecked) return;
    fragment.state = State::Checking;
    const Mistakes::Detour suspended(mistakes_, {}, {});
    const auto before = mistakes_.count();
    auto values = fragment.defaults;
    for (const auto& name : fragment.parameters) values.try_emplace(name, "@{" + name + "}");
    const Parameters open(std::move(values), true);
    const auto children = fragment.tag.children();
    // whatever a use may bring along is taken to be there
    (void)reader.read(fragment.tag, std::span(children).subspan(fragment.head), {"conn", {"req"}, &open});
    fragment.state = mistakes_.count() == before ? State::Right : State::Wrong;
}

Parameters::Map FragmentLibrary::arguments(const Fragment& fragment, const Call& call) {
    Parameters::Map values = fragment.defaults;
    const std::vector<std::string_view> names(fragment.parameters.begin(), fragment.parameters.end());
    for (const auto& attribute : call.attributes.others()) {
        if (std::find(names.begin(), names.end(), attribute.name) == names.end()) {
            call.attributes.mistake(attribute.written,
                                    fmt::format("fragment '{}' has no parameter '{}'{}", fragment.name,
                                                attribute.name, didYouMean(attribute.name, names)));
            continue;
        }
        auto filled = call.outer.fill(attribute.value);
        if (const auto* wrong = std::get_if<TextMistake>(&filled)) {
            call.attributes.mistake(attribute.written, wrong->sentence);
        } else {
            values.insert_or_assign(std::string(attribute.name), std::get<std::string>(std::move(filled)));
        }
    }
    for (const auto& name : names) {
        if (values.find(name) != values.end() || call.attributes.has(name)) continue;
        mistakes_.at(call.use.place(),
                     fmt::format("fragment '{}' needs the parameter '{}'", fragment.name, name));
    }
    return values;
}

std::shared_ptr<const Actions> FragmentLibrary::expand(const Call& call, const std::string& name,
                                                       ActionReader& reader) {
    const auto known = byName_.find(name);
    if (known == byName_.end()) {
        if (!incomplete_)
            call.attributes.mistake(
                "fragment", fmt::format("unknown fragment '{}'{}", name, didYouMean(name, keysOf(byName_))));
        (void)call.attributes.others();
        return nullptr;
    }
    Fragment& fragment = *known->second;
    const auto before = mistakes_.count();
    auto values = arguments(fragment, call);
    if (fragment.state == State::Checking || fragment.expanding) {
        call.attributes.mistake("fragment", fmt::format("fragment '{}' uses itself", name));
        return nullptr;
    }
    check(fragment, reader);
    if (fragment.state == State::Wrong || mistakes_.count() != before) return nullptr;

    const auto key = fmt::format("{}\n{}\n{}\n{}\n{}", name, call.outer.isOpen(), call.conn,
                                 fmt::join(call.req, " "), values);
    if (const auto shared = expanded_.find(key); shared != expanded_.end()) return shared->second;
    const Mistakes::Detour detour(mistakes_, call.use.place(), name);
    const Parameters parameters(std::move(values), call.outer.isOpen());
    const auto children = fragment.tag.children();
    fragment.expanding = true;
    auto actions = std::make_shared<const Actions>(reader.read(
        fragment.tag, std::span(children).subspan(fragment.head), {call.conn, call.req, &parameters}));
    fragment.expanding = false;
    if (mistakes_.count() != before) return nullptr;
    expanded_.emplace(key, actions);
    return actions;
}

void readUse(ActionContext& context) {
    auto& attributes = context.attributes;
    attributes.required("fragment");
    const auto name = attributes.slug("fragment");
    if (!name) {
        (void)attributes.others();
    } else {
        const FragmentLibrary::Call call{context.tag, attributes, context.action.conn, context.action.req,
                                         *context.around.parameters};
        context.action.body = Use{*name, context.reader.fragments().expand(call, *name, context.reader)};
    }
    context.action.req.clear();
    expectEmpty(context);
}

}  // namespace xmppconf::vector
