#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Source.h"

namespace tinyxml2 {
class XMLElement;
}

namespace xmppconf::vector {

inline constexpr std::string_view kVectorNamespace = "urn:xmppconf:vector:1";
inline constexpr std::string_view kMatchNamespace = "urn:xmppconf:match:1";

/// An attribute of a vector file, its name expanded.
struct TagAttribute {
    std::string_view ns;
    std::string_view name;     ///< local
    std::string_view written;  ///< with its prefix
    std::string_view value;
};

struct TagChild;

/// An element of a vector file: what tinyxml2 read and what the source map knows about it. A light handle,
/// valid as long as its Document.
class Tag {
  public:
    Tag(const Source& source, const tinyxml2::XMLElement& element) : source_(&source), element_(&element) {}

    std::string_view ns() const;
    std::string_view name() const;     ///< local
    std::string_view written() const;  ///< with its prefix
    bool isOurs() const { return ns() == kVectorNamespace; }

    const Source& source() const { return *source_; }
    Place place() const;
    /// As in the file, from `<` to the end of the closing tag.
    std::string_view asWritten() const;

    /// Without namespace declarations.
    std::vector<TagAttribute> attributes() const;
    /// Elements and runs of text; white space alone between elements does not count, unless it is CDATA.
    std::vector<TagChild> children() const;

  private:
    const SourceMap::Element& mapped() const;

    const Source* source_;
    const tinyxml2::XMLElement* element_;
};

/// Either an element or a text.
struct TagChild {
    std::optional<Tag> tag;
    std::string_view text;
};

}  // namespace xmppconf::vector
