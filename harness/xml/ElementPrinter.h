#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "harness/xml/Element.h"

namespace xmppconf::xml {

/// Stands behind the last octet that is shown of an element, when it is cut.
inline constexpr std::string_view kCutMark = "… (";

/// Writes one element as XML. Prefixes of elements are kept, those of attributes are not known and made up.
class ElementPrinter {
  public:
    /// Octets to keep of the text; all of it is counted.
    explicit ElementPrinter(std::size_t limit) : limit_(limit) {}

    std::string print(const Element& root);

  private:
    struct Open {
        const Element* element;
        const Node* next;  ///< of its content
        bool declared;     ///< its prefix, by its own start tag
    };

    void open(const Element& element);
    void close();
    void attribute(const Attribute& attribute, const Element& element);
    void add(std::string_view octets);
    void addEscaped(std::string_view octets, bool quoted);
    void addTagName(const Element& element);

    std::size_t limit_;
    std::string out_;
    std::size_t length_ = 0;  ///< of the whole text
    unsigned generated_ = 0;  ///< prefixes made up so far
    std::vector<Open> open_;
    /// The namespaces that open elements gave to each prefix, the innermost last.
    std::unordered_map<std::string_view, std::vector<std::string_view>> scope_;
};

}  // namespace xmppconf::xml
