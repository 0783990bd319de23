#pragma once

#include <optional>
#include <string_view>

#include "harness/vector/Mistakes.h"
#include "harness/vector/Parameters.h"
#include "harness/vector/Pattern.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

/// Reads an expected element with all that is in it.
class PatternReader {
  public:
    /// All must outlive this. `conn` is what `conn.` in names stands for.
    PatternReader(const Parameters& parameters, Mistakes& mistakes, std::string_view conn)
        : parameters_(parameters), mistakes_(mistakes), conn_(conn) {}

    /// Nothing, and mistakes, if the element cannot be a pattern.
    std::optional<Pattern> read(const Tag& tag) const { return read(tag, true); }

    /// The one pattern inside an element of ours. `required`: none is a mistake.
    std::optional<Pattern> readOnly(const Tag& parent, bool required) const;

    /// The attributes named by `m:no`, as such that must be absent.
    void readAbsent(const Tag& tag, std::string_view written, std::string_view names,
                    std::vector<AttributePattern>& attributes) const;

  private:
    std::optional<Pattern> read(const Tag& tag, bool isRoot) const;
    void readMatch(const Tag& tag, const TagAttribute& attribute, bool isRoot, Pattern& pattern) const;
    void readCount(const Tag& tag, std::string_view written, std::string_view value, Pattern& pattern) const;
    void readName(const Tag& tag, Pattern& pattern, std::vector<TagAttribute>& attributes) const;
    void readContent(const Tag& tag, Pattern& pattern) const;
    std::optional<Template> text(const Tag& tag, std::string_view written, std::string_view attribute) const;

    const Parameters& parameters_;
    Mistakes& mistakes_;
    std::string_view conn_;
};

}  // namespace xmppconf::vector
