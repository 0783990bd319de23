#include "harness/xml/Element.h"

#include "harness/xml/ElementPrinter.h"

namespace xmppconf::xml {

std::optional<std::string_view> Element::attribute(std::string_view wantedName,
                                                   std::string_view wantedNs) const {
    for (const Attribute& each : attributes) {
        if (each.name == wantedName && each.ns == wantedNs) return each.value;
    }
    return std::nullopt;
}

const Element* Element::child(std::string_view wantedNs, std::string_view wantedName) const {
    for (const Node* node = firstChild; node; node = node->next) {
        if (node->element && node->element->name == wantedName &&
            (wantedNs.empty() || node->element->ns == wantedNs)) {
            return node->element;
        }
    }
    return nullptr;
}

std::string Element::text() const {
    std::string joined;
    for (const Node* node = firstChild; node; node = node->next) {
        if (!node->element) joined += node->text;
    }
    return joined;
}

std::string toString(const Element& element, std::size_t limit) {
    return ElementPrinter(limit).print(element);
}

}  // namespace xmppconf::xml
