#include "harness/xml/TokenWatch.h"

namespace xmppconf::xml {

void TokenWatch::begin(std::string_view token) {
    *this = TokenWatch();
    std::size_t opening = 1;
    if (token.starts_with("<!--")) {
        kind_ = Kind::Comment;
        opening = 4;
    } else if (token.starts_with("<?")) {
        kind_ = Kind::Instruction;
        opening = 2;
    } else if (token.starts_with("<") && !token.starts_with("<!")) {
        kind_ = Kind::Tag;
    } else if (token.starts_with("&")) {
        kind_ = Kind::Reference;
    }
    follow(token.substr(opening));
}

void TokenWatch::follow(std::string_view octets) {
    if (octets.empty() || due_) return;
    switch (kind_) {
        case Kind::Tag:
            followTag(octets);
            break;
        // Two hyphens in a comment end it or are an error (XML 2.5).
        case Kind::Comment:
            followPair(octets, '-', '-');
            break;
        case Kind::Instruction:
            followPair(octets, '?', '>');
            break;
        case Kind::Reference:
            due_ = octets.find_first_of("; \t\r\n<>&'\"") != std::string_view::npos;
            break;
        case Kind::Other:
            due_ = true;
            break;
    }
    last_ = octets.back();
}

void TokenWatch::followTag(std::string_view octets) {
    for (const char octet : octets) {
        // A tag holds no '<', not even in a value (XML 3.1): expat will refuse it.
        if (octet == '<' || (octet == '>' && quote_ == '\0')) {
            due_ = true;
            return;
        }
        if (octet == quote_) {
            quote_ = '\0';
        } else if (quote_ == '\0' && (octet == '"' || octet == '\'')) {
            quote_ = octet;
        }
    }
}

void TokenWatch::followPair(std::string_view octets, char first, char second) {
    if (last_ == first && octets.front() == second) due_ = true;
    const char pair[] = {first, second};
    if (octets.find(std::string_view(pair, 2)) != std::string_view::npos) due_ = true;
}

}  // namespace xmppconf::xml
