// How fast the stream reader is beside bare expat: the same octets in the same chunks, with namespaces and
// empty handlers there, whole elements here. Usage: readerBench [ROUNDS [LEAST-RATIO]]; with a least ratio,
// the exit code is 1 when any line stays below it.

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "harness/xml/StreamReader.h"

namespace {

using xmppconf::xml::StreamEvent;
using xmppconf::xml::StreamReader;

constexpr std::size_t kInputOctets = 8 * 1024 * 1024;

struct Input {
    std::string_view name;
    std::string octets;
    std::size_t elements = 0;
};

/// A stream with `stanza(i)` over and over.
template <class Stanza>
Input makeInput(std::string_view name, Stanza stanza) {
    Input input{name,
                "<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0' from='example.org' "
                "id='aefe7a2b' xml:lang='en' xmlns:stream='http://etherx.jabber.org/streams'>"};
    while (input.octets.size() < kInputOctets) input.octets += stanza(input.elements++);
    input.octets += "</stream:stream>";
    return input;
}

std::string smallStanza(std::size_t i) {
    switch (i % 4) {
        case 0:
            return fmt::format(
                "<message from='romeo@example.org/orchard' to='juliet@example.org' type='chat' id='m{}'>"
                "<body>Neither, fair saint, if either thee dislike.</body>"
                "<active xmlns='http://jabber.org/protocol/chatstates'/></message>",
                i);
        case 1:
            return fmt::format(
                "<presence from='juliet@example.org/balcony' to='romeo@example.org' "
                "id='p{}'><show>away</show>"
                "<priority>5</priority><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' "
                "node='https://example.net/client' ver='QgayPKawpkPSDYmwT/WM94uAlu0='/></presence>",
                i);
        case 2:
            return fmt::format(
                "<iq from='example.org' to='romeo@example.org/orchard' type='result' id='q{}'>"
                "<query xmlns='http://jabber.org/protocol/disco#info'><identity category='server' type='im'/>"
                "<feature var='urn:xmpp:ping'/><feature var='vcard-temp'/></query></iq>",
                i);
        default:
            return fmt::format("<r xmlns='urn:xmpp:sm:3'/><a xmlns='urn:xmpp:sm:3' h='{}'/>", i);
    }
}

std::string bigStanza(std::size_t i) {
    std::string text;
    while (text.size() < 60000) {
        text += fmt::format("Line {} of a long text, with what people write: 1 &lt; 2 and caf\u00e9.\n",
                            text.size());
    }
    return fmt::format("<message to='juliet@example.org' id='b{}'><body>{}</body></message>", i, text);
}

std::string attributeStanza(std::size_t i) {
    std::string items;
    for (int item = 0; item < 20; ++item) {
        items += fmt::format(
            "<item jid='contact{0}@example.org' name='Contact number {0}' subscription='both' "
            "ask='subscribe' "
            "approved='true' affiliation='member' role='participant' xml:lang='en'/>",
            item);
    }
    return fmt::format("<iq type='set' id='r{}'><query xmlns='jabber:iq:roster' ver='ver{}'>{}</query></iq>",
                       i, i, items);
}

template <class Take>
void inChunks(std::string_view octets, std::size_t chunk, Take take) {
    for (std::size_t at = 0; at < octets.size(); at += chunk) take(octets.substr(at, chunk));
}

bool runExpat(const Input& input, std::size_t chunk) {
    XML_Parser parser = XML_ParserCreateNS("UTF-8", '\x01');
    XML_SetElementHandler(
        parser, [](void*, const char*, const char**) {}, [](void*, const char*) {});
    XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
    bool good = true;
    inChunks(input.octets, chunk, [&](std::string_view octets) {
        good = good && XML_Parse(parser, octets.data(), static_cast<int>(octets.size()), 0) == XML_STATUS_OK;
    });
    XML_ParserFree(parser);
    return good;
}

bool runReader(const Input& input, std::size_t chunk) {
    StreamReader reader;
    std::size_t elements = 0;
    bool good = true;
    inChunks(input.octets, chunk, [&](std::string_view octets) {
        reader.feed(octets);
        while (const auto event = reader.next()) {
            elements += event->kind == StreamEvent::Kind::Element;
            good = good && event->kind != StreamEvent::Kind::Violation;
        }
    });
    return good && elements >= input.elements;
}

template <class Run>
double megabytesPerSecond(const Input& input, Run run) {
    const std::clock_t begin = std::clock();  // processor time: other programs do not count
    if (!run()) {
        fmt::print(stderr, "readerBench: the input '{}' was not read as it should be\n", input.name);
        std::exit(2);
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    return static_cast<double>(input.octets.size()) / 1e6 / seconds;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 9;
    const double least = argc > 2 ? std::atof(argv[2]) : 0;
    const Input inputs[] = {makeInput("small stanzas", smallStanza), makeInput("big stanzas", bigStanza),
                            makeInput("attributes", attributeStanza)};
    bool enough = true;
    fmt::print("{:<14} {:>8} {:>12} {:>12} {:>7}   (median of {} rounds)\n", "input", "chunk", "expat MB/s",
               "reader MB/s", "ratio", rounds);
    for (const Input& input : inputs) {
        for (const std::size_t chunk :
             {std::size_t{512}, std::size_t{1448}, std::size_t{16384}, std::size_t{65536}}) {
            std::vector<double> expat;
            std::vector<double> reader;
            std::vector<double> ratio;  // of neighbours in time, so that a busy machine hurts both
            for (int round = 0; round < rounds; ++round) {
                expat.push_back(megabytesPerSecond(input, [&] { return runExpat(input, chunk); }));
                reader.push_back(megabytesPerSecond(input, [&] { return runReader(input, chunk); }));
                ratio.push_back(reader.back() / expat.back());
            }
            fmt::print("{:<14} {:>8} {:>12.1f} {:>12.1f} {:>7.2f}\n", input.name, chunk, median(expat),
                       median(reader), median(ratio));
            enough = enough && median(ratio) >= least;
        }
    }
    return enough ? 0 : 1;
}
