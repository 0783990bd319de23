#include "tests/xml/Events.h"

#include <fmt/format.h>

namespace xmppconf::xml {

std::string describe(const StreamEvent& event) {
    switch (event.kind) {
        case StreamEvent::Kind::Header: {
            std::string line = fmt::format("header {}: {}{}", event.end,
                                           event.xmlDeclaration ? "<?xml?>" : "", toString(*event.element));
            for (const NamespaceDeclaration& each : event.declarations) {
                line += fmt::format(" {}={}", each.prefix, each.uri);
            }
            return line;
        }
        case StreamEvent::Kind::Element:
            return fmt::format("element {}: {}", event.end, toString(*event.element));
        case StreamEvent::Kind::Closed:
            return fmt::format("closed {}", event.end);
        case StreamEvent::Kind::Violation:
            return fmt::format("{} {}", nameOf(event.violation), event.end);
    }
    return "?";
}

std::vector<std::string> drain(StreamReader& reader) {
    std::vector<std::string> lines;
    while (const auto event = reader.next()) lines.push_back(describe(*event));
    return lines;
}

std::vector<std::string> readPieces(const std::vector<std::string_view>& pieces, ReaderLimits limits) {
    StreamReader reader(limits);
    std::vector<std::string> lines;
    for (const std::string_view piece : pieces) {
        reader.feed(piece);
        for (std::string& line : drain(reader)) lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> readWhole(std::string_view octets, ReaderLimits limits) {
    return readPieces({octets}, limits);
}

void forEverySplit(std::string_view octets,
                   const std::function<void(const std::vector<std::string_view>&)>& check) {
    check({octets});
    std::vector<std::string_view> single;
    for (std::size_t i = 0; i < octets.size(); ++i) single.push_back(octets.substr(i, 1));
    check(single);
    for (std::size_t i = 1; i < octets.size(); ++i) check({octets.substr(0, i), octets.substr(i)});
}

std::string repeat(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace xmppconf::xml
