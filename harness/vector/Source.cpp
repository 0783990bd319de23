#include "harness/vector/Source.h"

#include <algorithm>

#include "harness/xml/OctetScan.h"

namespace xmppconf::vector {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string withoutByteOrderMark(std::string text) {
    if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
    return text;
}

std::vector<std::size_t> lineStarts(std::string_view text) {
    std::vector<std::size_t> starts{0};
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        starts.push_back(at + 1);
    return starts;
}

bool continuesCharacter(char octet) { return (static_cast<unsigned char>(octet) & 0xC0) == 0x80; }

/// Where the attribute begins in a well-formed start tag, counted from its `<`.
std::optional<std::size_t> attributeIn(std::string_view tag, std::string_view wanted) {
    std::size_t at = tag.find_first_of(" \t\r\n/>");
    while (at != std::string_view::npos) {
        at = tag.find_first_not_of(xml::kWhiteSpace, at);
        if (at == std::string_view::npos || tag[at] == '/' || tag[at] == '>') return std::nullopt;
        const auto equals = tag.find('=', at);
        if (equals == std::string_view::npos) return std::nullopt;
        const auto name = tag.substr(at, equals - at);
        if (name.substr(0, name.find_first_of(xml::kWhiteSpace)) == wanted) return at;
        const auto quote = tag.find_first_of("'\"", equals);
        if (quote == std::string_view::npos) return std::nullopt;
        const auto end = tag.find(tag[quote], quote + 1);
        at = end == std::string_view::npos ? end : end + 1;
    }
    return std::nullopt;
}

}  // namespace

Source::Source(std::string name, std::string text)
    : name_(std::make_shared<const std::string>(std::move(name))),
      text_(withoutByteOrderMark(std::move(text))),
      lines_(lineStarts(text_)),
      map_(SourceMap::of(text_)) {}

Place Source::placeAt(std::size_t offset) const {
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const auto line = next - lines_.begin();
    const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(*(next - 1));
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text_.size()));
    const auto characters = std::count_if(begin, end, [](char octet) { return !continuesCharacter(octet); });
    return {name_, static_cast<int>(line), static_cast<int>(characters) + 1};
}

std::string Source::line(int number) const {
    if (number < 1 || static_cast<std::size_t>(number) > lines_.size()) return {};
    const auto begin = lines_[static_cast<std::size_t>(number) - 1];
    auto end = text_.find('\n', begin);
    if (end == std::string::npos) end = text_.size();
    if (end > begin && text_[end - 1] == '\r') --end;
    return text_.substr(begin, end - begin);
}

std::optional<std::size_t> Source::offsetOf(const Place& place) const {
    if (place.line < 1 || static_cast<std::size_t>(place.line) > lines_.size()) return std::nullopt;
    auto offset = lines_[static_cast<std::size_t>(place.line) - 1];
    for (int column = 1; column < place.column && offset < text_.size(); ++column) {
        do ++offset;
        while (offset < text_.size() && continuesCharacter(text_[offset]));
    }
    return offset;
}

std::string_view Source::whole(const Place& element) const {
    const auto offset = offsetOf(element);
    const SourceMap::Element* found = offset ? map_.elementAt(*offset) : nullptr;
    return found ? std::string_view(text_).substr(found->begin, found->end - found->begin)
                 : std::string_view{};
}

Place Source::attribute(const Place& element, std::string_view attributeName) const {
    const auto at = attributeIn(whole(element), attributeName);
    return at ? placeAt(*offsetOf(element) + *at) : element;
}

Place Source::inside(const Place& element, std::string_view snippet) const {
    const auto at = snippet.empty() ? std::string_view::npos : whole(element).find(snippet);
    return at == std::string_view::npos ? element : placeAt(*offsetOf(element) + at);
}

}  // namespace xmppconf::vector
