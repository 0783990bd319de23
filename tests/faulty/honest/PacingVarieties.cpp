#include <chrono>
#include <utility>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/honest/Variety.h"

namespace xmppconf::faulty {

namespace {

/// The server takes its time for whatever the client says.
auto thinkingFor(octets::Duration delay) {
    return [=](Conduct& c) {
        c.onRead.push_back([=](Stream& stream, std::string& octets) {
            if (stream.notes.contains("thought")) return;
            const std::string later = std::exchange(octets, {});
            stream.later(delay, [&stream, later] {
                stream.notes["thought"] = "";
                stream.receive(later);
                stream.notes.erase("thought");
            });
        });
    };
}

/// Each octet in a packet of its own.
void inOctets(Conduct& c) {
    c.onWrite.push_back([](Stream& stream, std::string& octets) {
        for (const char each : std::exchange(octets, {})) stream.wire().write(std::string(1, each));
    });
}

/// Header and features (or error) in one packet.
void headerWaits(Conduct& c) {
    c.onWrite.push_back([](Stream& stream, std::string& octets) {
        std::string& held = stream.notes["held"];
        if (isHeader(octets)) {
            held = std::exchange(octets, {});
        } else {
            octets.insert(0, std::exchange(held, {}));
        }
    });
}

/// The connection ends some time after the stream.
void endsLate(Conduct& c) {
    c.endsConnection = false;
    c.onWrite.push_back([](Stream& stream, std::string& octets) {
        if (octets.ends_with("</stream:stream>"))
            stream.later(std::chrono::seconds(2), [&stream] { stream.wire().finish(); });
    });
}

/// What is more than that comes too late for everybody (RFC 6120 section 13.12, item 6).
void readsSlowly(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        std::string& read = stream.notes["octets read"];
        const std::size_t before = read.empty() ? 0 : std::stoul(read);
        read = std::to_string(before + octets.size());
        if (before + octets.size() > 40000) octets.clear();
    });
}

}  // namespace

std::span<const Variety> pacingVarieties() {
    static const std::vector<Variety> all = {
        {"thinks-400-ms", thinkingFor(std::chrono::milliseconds(400))},
        {"thinks-1500-ms", thinkingFor(std::chrono::milliseconds(1500))},
        {"writes-octet-by-octet", inOctets},
        {"header-and-features-at-once", headerWaits},
        {"ends-the-connection-late", endsLate},
        {"awaits-close-notify", [](Conduct& c) { c.tlsEnd = TlsEnd::BothWays; }},
        {"reads-slowly", readsSlowly},
    };
    return all;
}

}  // namespace xmppconf::faulty
