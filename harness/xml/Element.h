#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xmppconf::xml {

inline constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

struct Attribute {
    std::string_view ns;  ///< empty for an attribute without prefix
    std::string_view name;
    std::string_view value;
};

class Element;

/// A piece of an element's content: either a child element or a run of text.
struct Node {
    const Element* element = nullptr;  ///< null: this node is text
    std::string_view text;
    const Node* next = nullptr;
};

/// An element as it was received, immutable. Its strings and its children live in an arena that the
/// `ElementPtr` of the whole tree keeps alive: never keep a view longer than that pointer.
class Element {
  public:
    std::string_view ns;
    std::string_view name;  ///< local name
    std::string_view prefix;
    std::span<const Attribute> attributes;
    const Node* firstChild = nullptr;

    bool is(std::string_view wantedNs, std::string_view wantedName) const {
        return name == wantedName && ns == wantedNs;
    }
    std::optional<std::string_view> attribute(std::string_view wantedName,
                                              std::string_view wantedNs = {}) const;
    /// The first child element of that name, or null. An empty namespace means any.
    const Element* child(std::string_view wantedNs, std::string_view wantedName) const;
    /// All text directly inside, joined.
    std::string text() const;
};

using ElementPtr = std::shared_ptr<const Element>;

/// The element as XML again, for people: escaped, namespaces declared where they change, and cut with a
/// note of its length once it is longer than `limit` octets.
std::string toString(const Element& element, std::size_t limit = 4096);

}  // namespace xmppconf::xml
