#include "harness/xml/TreeBuilder.h"

#include <utility>

namespace xmppconf::xml {

namespace {

struct Name {
    std::string_view ns;
    std::string_view local;
    std::string_view prefix;
};

Name split(std::string_view name) {
    const auto first = name.find(kNameSeparator);
    if (first == std::string_view::npos) return {{}, name, {}};
    const auto second = name.find(kNameSeparator, first + 1);
    if (second == std::string_view::npos) return {name.substr(0, first), name.substr(first + 1), {}};
    return {name.substr(0, first), name.substr(first + 1, second - first - 1), name.substr(second + 1)};
}

}  // namespace

Node& TreeBuilder::add() {
    Open& parent = open_.back();
    Node* const node = arena_->make<Node>();
    if (parent.last) {
        parent.last->next = node;
    } else {
        parent.element->firstChild = node;
    }
    parent.last = node;
    return *node;
}

void TreeBuilder::start(const char* name, const char* const* attributes, std::size_t count) {
    if (!arena_) arena_ = pool_.take();
    Arena& arena = *arena_;
    Element* const element = arena.make<Element>();
    const Name parts = split(arena.copy(name));
    element->ns = parts.ns;
    element->name = parts.local;
    element->prefix = parts.prefix;
    if (count > 0) {
        Attribute* const list = arena.make<Attribute>(count);
        for (std::size_t i = 0; i < count; ++i) {
            const Name attribute = split(arena.copy(attributes[2 * i]));
            list[i] = {attribute.ns, attribute.local, arena.copy(attributes[2 * i + 1])};
        }
        element->attributes = {list, count};
    }
    if (!open_.empty()) add().element = element;
    open_.push_back({element, nullptr});
}

void TreeBuilder::text(std::string_view octets) {
    Node* const last = open_.back().last;
    Node& node = last && !last->element ? *last : add();
    node.text = arena_->append(node.text, octets);
}

ElementPtr TreeBuilder::end() {
    const Element* const element = open_.back().element;
    open_.pop_back();
    if (!open_.empty()) return nullptr;
    return ElementPtr(std::exchange(arena_, nullptr), element);
}

}  // namespace xmppconf::xml
