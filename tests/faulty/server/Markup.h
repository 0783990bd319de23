#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/xml/Element.h"

namespace xmppconf::faulty {

/// An element that the server is about to send, or a run of text in one. Unlike `xml::Element` it owns its
/// parts, so that faults can change it.
struct Markup {
    struct Attribute {
        std::string ns;  ///< empty for an attribute without prefix
        std::string name;
        std::string value;
    };

    std::string ns;
    std::string name;  ///< empty: a run of text
    std::string prefix;
    std::vector<Attribute> attributes;
    std::vector<Markup> content;
    std::string text;  ///< of a run of text

    static Markup element(std::string_view ns, std::string_view name);
    static Markup characters(std::string text);
    /// A copy of what was received.
    static Markup of(const xml::Element& element);

    bool isText() const { return name.empty(); }
    bool is(std::string_view wantedNs, std::string_view wantedName) const {
        return ns == wantedNs && name == wantedName;
    }

    const std::string* attribute(std::string_view wanted, std::string_view wantedNs = {}) const;
    Markup& set(std::string_view attributeName, std::string_view value, std::string_view attributeNs = {});
    void remove(std::string_view attributeName, std::string_view attributeNs = {});

    Markup* child(std::string_view wantedNs, std::string_view wantedName);
    const Markup* child(std::string_view wantedNs, std::string_view wantedName) const;
    /// The child that was added, valid until the next change.
    Markup& add(Markup child);
    /// The element itself, for chains.
    Markup& say(std::string_view characters);
    void removeChildren(std::string_view wantedNs, std::string_view wantedName);
};

}  // namespace xmppconf::faulty
