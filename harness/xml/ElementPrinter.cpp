#include "harness/xml/ElementPrinter.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/xml/OctetScan.h"

namespace xmppconf::xml {

std::string ElementPrinter::print(const Element& root) {
    open(root);
    while (!open_.empty()) {
        const Node* const node = open_.back().next;
        if (!node) {
            close();
            continue;
        }
        open_.back().next = node->next;
        if (node->element) {
            open(*node->element);
        } else {
            addEscaped(node->text, false);
        }
    }
    if (length_ == out_.size()) return std::move(out_);
    return fmt::format("{}{}{} octets in all)", withoutCutCharacter(out_), kCutMark, length_);
}

void ElementPrinter::open(const Element& element) {
    add("<");
    addTagName(element);
    auto& namespaces = scope_[element.prefix];
    const std::string_view known = namespaces.empty() ? std::string_view() : namespaces.back();
    const bool declared = known != element.ns && element.prefix != "xml";
    if (declared) {
        namespaces.push_back(element.ns);
        add(element.prefix.empty() ? " xmlns" : " xmlns:");
        add(element.prefix);
        add("='");
        addEscaped(element.ns, true);
        add("'");
    }
    for (const Attribute& each : element.attributes) attribute(each, element);
    add(element.firstChild ? ">" : "/>");
    open_.push_back({&element, element.firstChild, declared});
}

void ElementPrinter::close() {
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.element->firstChild) {
        add("</");
        addTagName(*closed.element);
        add(">");
    }
    if (closed.declared) scope_[closed.element->prefix].pop_back();
}

void ElementPrinter::attribute(const Attribute& attribute, const Element& element) {
    add(" ");
    if (attribute.ns == kXmlNamespace) {
        add("xml:");
    } else if (attribute.ns == element.ns && !element.prefix.empty()) {
        add(element.prefix);
        add(":");
    } else if (!attribute.ns.empty()) {
        // A name that no open element uses: then none inside can mean an outer one by it.
        std::string prefix;
        do {
            prefix = fmt::format("n{}", ++generated_);
        } while (scope_.count(prefix) != 0);
        add(fmt::format("xmlns:{}='", prefix));
        addEscaped(attribute.ns, true);
        add(fmt::format("' {}:", prefix));
    }
    add(attribute.name);
    add("='");
    addEscaped(attribute.value, true);
    add("'");
}

void ElementPrinter::add(std::string_view octets) {
    length_ += octets.size();
    if (out_.size() < limit_) out_.append(octets.substr(0, limit_ - out_.size()));
}

void ElementPrinter::addEscaped(std::string_view octets, bool quoted) {
    std::size_t from = 0;
    while (from < octets.size()) {
        const std::size_t plain =
            std::min(octets.find_first_of(quoted ? "<>&'\r\n\t" : "<>&\r", from), octets.size());
        add(octets.substr(from, plain - from));
        if (plain == octets.size()) return;
        switch (octets[plain]) {
            case '<':
                add("&lt;");
                break;
            case '>':
                add("&gt;");
                break;
            case '&':
                add("&amp;");
                break;
            case '\'':
                add("&apos;");
                break;
            default:
                add(fmt::format("&#{};", static_cast<int>(octets[plain])));
                break;
        }
        from = plain + 1;
    }
}

void ElementPrinter::addTagName(const Element& element) {
    if (!element.prefix.empty()) {
        add(element.prefix);
        add(":");
    }
    add(element.name);
}

}  // namespace xmppconf::xml
