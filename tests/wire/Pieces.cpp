#include "tests/wire/Pieces.h"

#include <algorithm>
#include <utility>

namespace xmppconf::wire {

namespace {

constexpr std::string_view kRoot = "stream:stream";

std::string nameOf(std::string_view tag) {
    const auto begin = tag.find_first_not_of("</");
    const auto end = tag.find_first_of(" \t\r\n/>", begin);
    return std::string(tag.substr(begin, end - begin));
}

}  // namespace

// Behind the tag, comment, CDATA section or instruction that begins here; nothing: more must come.
std::optional<std::size_t> Pieces::endOfMarkup(std::size_t from) const {
    const std::string_view rest = std::string_view(unread_).substr(from);
    for (const auto& [begin, end] :
         {std::pair<std::string_view, std::string_view>{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}) {
        if (begin.starts_with(rest)) return std::nullopt;
        if (!rest.starts_with(begin)) continue;
        const auto found = rest.find(end, begin.size());
        return found == rest.npos ? std::nullopt : std::optional(from + found + end.size());
    }
    char quote = 0;
    for (std::size_t at = 1; at < rest.size(); ++at) {
        const char c = rest[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '>') {
            return from + at + 1;
        }
    }
    return std::nullopt;
}

Piece Pieces::take(Piece::Kind kind, std::size_t size) {
    Piece piece{kind, {}, unread_.substr(0, size)};
    if (kind == Piece::Kind::Header || kind == Piece::Kind::Element) piece.name = nameOf(piece.octets);
    unread_.erase(0, size);
    scanned_ = 0;
    return piece;
}

std::optional<Piece> Pieces::next() {
    while (scanned_ < unread_.size()) {
        if (unread_[scanned_] != '<') {
            scanned_ = std::min(unread_.find('<', scanned_), unread_.size());
            if (depth_ == 0) return take(Piece::Kind::Other, scanned_);
            continue;
        }
        const auto end = endOfMarkup(scanned_);
        if (!end) return std::nullopt;
        const std::string_view markup = std::string_view(unread_).substr(scanned_, *end - scanned_);
        scanned_ = *end;
        if (markup.starts_with("<?") || markup.starts_with("<!")) {
            if (depth_ == 0)
                return take(markup.starts_with("<?xml") ? Piece::Kind::Declaration : Piece::Kind::Other,
                            *end);
        } else if (markup.starts_with("</")) {
            if (depth_ == 0) return take(Piece::Kind::ClosingTag, *end);
            if (--depth_ == 0) return take(Piece::Kind::Element, *end);
        } else if (depth_ == 0 && nameOf(markup) == kRoot) {
            return take(Piece::Kind::Header, *end);
        } else if (!markup.ends_with("/>")) {
            ++depth_;
        } else if (depth_ == 0) {
            return take(Piece::Kind::Element, *end);
        }
    }
    return std::nullopt;
}

std::string Pieces::takeRest() {
    scanned_ = depth_ = 0;
    return std::exchange(unread_, {});
}

}  // namespace xmppconf::wire
