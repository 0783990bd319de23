#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Place.h"
#include "harness/vector/SourceMap.h"

namespace xmppconf::vector {

/// The text of one vector file, and where in it everything stands. Columns count characters, not octets.
class Source {
  public:
    Source(std::string name, std::string text);

    const std::shared_ptr<const std::string>& name() const { return name_; }
    const std::string& text() const { return text_; }
    const SourceMap& map() const { return map_; }

    Place placeAt(std::size_t offset) const;
    /// The line as written, without its end.
    std::string line(int number) const;

    /// Where the attribute stands in the start tag at `element`; the element itself if there is none.
    Place attribute(const Place& element, std::string_view attributeName) const;
    /// The first place of the snippet inside the element; the element itself if it is not found.
    Place inside(const Place& element, std::string_view snippet) const;
    /// The element from `<` to the end of its closing tag.
    std::string_view whole(const Place& element) const;

  private:
    std::optional<std::size_t> offsetOf(const Place& place) const;

    std::shared_ptr<const std::string> name_;
    std::string text_;
    std::vector<std::size_t> lines_;  ///< where each line begins
    SourceMap map_;
};

}  // namespace xmppconf::vector
