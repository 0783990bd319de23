#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::vector {

/// Where in a text its elements stand, and their expanded names, in document order. tinyxml2, which reads the
/// content, knows lines but neither columns nor namespaces, and lets pass much that is not well-formed; expat
/// goes over the same text here and decides.
class SourceMap {
  public:
    struct Name {
        std::string_view ns;  ///< lives as long as the map
        std::string local;
    };
    struct Element {
        std::size_t begin = 0;  ///< offset of `<`
        std::size_t end = 0;    ///< offset behind the closing tag
        Name name;
        std::vector<Name> attributes;  ///< as written, without namespace declarations
    };
    struct Mistake {
        std::size_t offset = 0;
        std::string sentence;
    };

    static SourceMap of(std::string_view text);

    const std::vector<Element>& elements() const { return elements_; }
    /// Why the text cannot be read; then the elements are incomplete.
    const std::optional<Mistake>& mistake() const { return mistake_; }
    /// The element whose `<` stands there, or null.
    const Element* elementAt(std::size_t begin) const;

  private:
    class Builder;
    std::unique_ptr<std::set<std::string, std::less<>>> namespaces_ =
        std::make_unique<std::set<std::string, std::less<>>>();
    std::vector<Element> elements_;
    std::optional<Mistake> mistake_;
};

}  // namespace xmppconf::vector
