#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "harness/vector/Place.h"
#include "harness/vector/Template.h"

namespace xmppconf::vector {

struct AttributePattern {
    std::string ns;  ///< empty: an attribute without prefix
    std::string name;
    std::optional<Template> value;  ///< nothing: the attribute must be absent
};

/// What an element must look like: namespace and local name, the attributes and children written, and,
/// unless `closed`, anything besides. Never about prefixes, and about the order of children only where it is
/// `ordered`.
struct Pattern {
    Place place;
    std::string ns;         ///< empty: none, or any with `nameRegex`
    std::string name;       ///< empty with `nameRegex`
    std::string nameRegex;  ///< `<m:element named="a|b">`
    std::vector<AttributePattern> attributes;
    std::optional<Template> text;  ///< nothing: any text (with `closed`: none but white space)
    std::vector<Pattern> children;
    bool closed = false;
    bool ordered = false;  ///< the children come in the order in which they are written
    unsigned least = 1;    ///< how many such children there must be (of a child pattern)
    unsigned most = std::numeric_limits<unsigned>::max();  ///< `m:absent` is least = most = 0

    bool takesNamespace(std::string_view other) const { return ns == other || (ns.empty() && name.empty()); }
};

}  // namespace xmppconf::vector
