#include "tests/faulty/server/Markup.h"

#include <algorithm>

namespace xmppconf::faulty {

Markup Markup::element(std::string_view ns, std::string_view name) {
    Markup made;
    made.ns = ns;
    made.name = name;
    return made;
}

Markup Markup::characters(std::string text) {
    Markup made;
    made.text = std::move(text);
    return made;
}

Markup Markup::of(const xml::Element& element) {
    Markup made = Markup::element(element.ns, element.name);
    made.prefix = element.prefix;
    for (const xml::Attribute& each : element.attributes)
        made.attributes.push_back({std::string(each.ns), std::string(each.name), std::string(each.value)});
    for (const xml::Node* node = element.firstChild; node; node = node->next)
        made.content.push_back(node->element ? of(*node->element) : characters(std::string(node->text)));
    return made;
}

const std::string* Markup::attribute(std::string_view wanted, std::string_view wantedNs) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& each) {
        return each.name == wanted && each.ns == wantedNs;
    });
    return found == attributes.end() ? nullptr : &found->value;
}

Markup& Markup::set(std::string_view attributeName, std::string_view value, std::string_view attributeNs) {
    for (Attribute& each : attributes) {
        if (each.name != attributeName || each.ns != attributeNs) continue;
        each.value = value;
        return *this;
    }
    attributes.push_back({std::string(attributeNs), std::string(attributeName), std::string(value)});
    return *this;
}

void Markup::remove(std::string_view attributeName, std::string_view attributeNs) {
    std::erase_if(attributes, [&](const Attribute& each) {
        return each.name == attributeName && each.ns == attributeNs;
    });
}

Markup* Markup::child(std::string_view wantedNs, std::string_view wantedName) {
    for (Markup& each : content)
        if (!each.isText() && each.is(wantedNs, wantedName)) return &each;
    return nullptr;
}

const Markup* Markup::child(std::string_view wantedNs, std::string_view wantedName) const {
    for (const Markup& each : content)
        if (!each.isText() && each.is(wantedNs, wantedName)) return &each;
    return nullptr;
}

Markup& Markup::add(Markup added) {
    content.push_back(std::move(added));
    return content.back();
}

Markup& Markup::say(std::string_view said) {
    content.push_back(characters(std::string(said)));
    return *this;
}

void Markup::removeChildren(std::string_view wantedNs, std::string_view wantedName) {
    std::erase_if(content,
                  [&](const Markup& each) { return !each.isText() && each.is(wantedNs, wantedName); });
}

}  // namespace xmppconf::faulty
