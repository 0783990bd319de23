#include "harness/xml/PrefixWatch.h"

#include "harness/xml/QualifiedName.h"

namespace xmppconf::xml {

void PrefixWatch::declared(std::string_view prefix, std::string_view uri, std::size_t depth) {
    if (depth > 1) {
        ++inner_[std::string(prefix)];
    } else if (prefix.empty() && (uri == "jabber:client" || uri == "jabber:server")) {
        content_ = uri;
    }
}

void PrefixWatch::ended(std::string_view prefix) {
    const auto open = inner_.find(prefix);
    if (open != inner_.end() && --open->second == 0) inner_.erase(open);
}

bool PrefixWatch::fromHeader(std::string_view prefix) const {
    return !prefix.empty() && prefix != "xml" && !inner_.contains(prefix);
}

std::optional<Violation> PrefixWatch::start(std::string_view name, const char* const* attributes,
                                            std::size_t count, std::size_t depth) {
    const QualifiedName element = splitName(name);
    if (depth == 2) {
        inStanza_ = !content_.empty() && element.ns == content_;
        if (inStanza_ && !element.prefix.empty()) return Violation::ContentPrefix;
    }
    if (depth < 2 || !inStanza_) return std::nullopt;
    bool breach = fromHeader(element.prefix);
    for (std::size_t i = 0; i < count && !breach; ++i)
        breach = fromHeader(splitName(attributes[2 * i]).prefix);
    return breach ? std::optional(Violation::HeaderPrefix) : std::nullopt;
}

}  // namespace xmppconf::xml
