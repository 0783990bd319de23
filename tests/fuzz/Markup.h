#pragma once

#include <set>
#include <string>

namespace xmppconf::fuzz {

/// What a browser would find in a page of ours besides text.
struct Markup {
    std::set<std::string> names;  ///< of elements, and of attributes as element@attribute
    std::set<std::string> links;
};

/// Reads the page as strict XML, which it also is; style and script, which are ours, are left out.
Markup markupOf(std::string page);

}  // namespace xmppconf::fuzz
