#include "harness/xml/TreeBuilder.h"

#include <utility>

#include "harness/xml/QualifiedName.h"

namespace xmppconf::xml {

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
    const QualifiedName parts = splitName(arena.copy(name));
    element->ns = parts.ns;
    element->name = parts.local;
    element->prefix = parts.prefix;
    if (count > 0) {
        Attribute* const list = arena.make<Attribute>(count);
        for (std::size_t i = 0; i < count; ++i) {
            const QualifiedName attribute = splitName(arena.copy(attributes[2 * i]));
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
