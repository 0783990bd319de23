#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>

#include "tests/fuzz/Input.h"
#include "tests/xml/Events.h"

// The events do not depend on how the octets are cut, but for one: that a long token is wrong may be noticed
// a little later. What is printed of an element reads the same.

using namespace xmppconf;
using xml::StreamReader;

namespace {

constexpr xml::ReaderLimits kTightLimits{.elementOctets = 512, .depth = 12, .attributes = 12};
constexpr std::size_t kUnlimited = 1 << 20;

using Pieces = std::vector<std::string_view>;
using AfterEvent = std::function<void(StreamReader&, const xml::StreamEvent&)>;

/// `wanted`: for so many events there may come some octets more.
std::vector<std::string> eventsOf(const Pieces& pieces, const AfterEvent& after, std::size_t wanted = 0) {
    StreamReader reader(kTightLimits);
    std::vector<std::string> lines;
    const auto read = [&](std::string_view piece) {
        reader.feed(piece);
        while (const auto event = reader.next()) {
            lines.push_back(xml::describe(*event));
            after(reader, *event);
        }
    };
    for (const std::string_view piece : pieces) read(piece);
    for (std::size_t later = 0; lines.size() < wanted && later < kTightLimits.elementOctets / 4; ++later)
        read("x");
    return lines;
}

/// As a server's stream is restarted: behind an element, whatever follows it.
void restartBehindElements(StreamReader& reader, const xml::StreamEvent& event) {
    if (event.kind == xml::StreamEvent::Kind::Element) reader.restart();
}

void sameHoweverCut(std::string_view octets, const AfterEvent& after) {
    auto whole = eventsOf({octets}, after);
    for (const auto& pieces : {fuzz::cutUp(octets), fuzz::octetByOctet(octets)}) {
        const auto cut = eventsOf(pieces, after, whole.size());
        if (cut.size() > whole.size()) whole = eventsOf({octets}, after, cut.size());
        if (cut != whole)
            fuzz::fail(fmt::format("cut, the octets gave\n{}\nand as a whole\n{}", fmt::join(cut, "\n"),
                                   fmt::join(whole, "\n")));
    }
}

void readsTheSamePrinted(const xml::Element& element) {
    const std::string printed = xml::toString(element, kUnlimited);
    StreamReader reader;
    reader.feed("<stream>" + printed);
    const auto header = reader.next();
    const auto again = reader.next();
    if (!(header && again && again->kind == xml::StreamEvent::Kind::Element))
        fuzz::fail("what was printed of an element is not one: " + printed);
    if (xml::toString(*again->element, kUnlimited) != printed) fuzz::fail("it reads differently: " + printed);
}

}  // namespace

XMPPCONF_FUZZER(StreamReader) {
    const std::string_view octets = fuzz::Input(data, size).rest();
    std::uint64_t end = 0;
    eventsOf({octets}, [&](StreamReader& reader, const xml::StreamEvent& event) {
        fuzz::require(event.end >= end && event.end <= octets.size(), "the places of events go backwards");
        end = event.end;
        fuzz::require(reader.unread().size() <= octets.size() - end, "more is unread than was not covered");
        if (event.kind == xml::StreamEvent::Kind::Element) readsTheSamePrinted(*event.element);
    });
    sameHoweverCut(octets, [](StreamReader&, const xml::StreamEvent&) {});
    sameHoweverCut(octets, restartBehindElements);
    return 0;
}
