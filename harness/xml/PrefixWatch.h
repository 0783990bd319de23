#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "harness/xml/StreamEvent.h"

namespace xmppconf::xml {

/// Follows the namespace declarations of one stream and finds prefixes that are well-formed but wrong in
/// XMPP: one for a stanza itself (RFC 6120 4.8.5), and one inside a stanza that only the stream header
/// declares (RFC 6120 8.4). Takes names as expat writes them. Depths count from 1, the root.
class PrefixWatch {
  public:
    /// A declaration in the tag that is about to begin; `depth`: of that tag.
    void declared(std::string_view prefix, std::string_view uri, std::size_t depth);
    /// A declaration of an element that has ended.
    void ended(std::string_view prefix);
    /// A start tag, after its declarations. `attributes`: `count` pairs of name and value.
    std::optional<Violation> start(std::string_view name, const char* const* attributes, std::size_t count,
                                   std::size_t depth);

  private:
    bool fromHeader(std::string_view prefix) const;

    std::map<std::string, std::size_t, std::less<>> inner_;  ///< open declarations below the root
    std::string content_;  ///< the default namespace that the header declares, if stanzas are in it
    bool inStanza_ = false;
};

}  // namespace xmppconf::xml
