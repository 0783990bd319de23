#include "tests/wire/WireFault.h"

#include <Poco/String.h>

#include <algorithm>
#include <string>
#include <vector>

#include "harness/sasl/Base64.h"

namespace xmppconf::wire {

namespace {

constexpr std::string_view kStreams = "http://etherx.jabber.org/streams";
constexpr std::string_view kSasl = "urn:ietf:params:xml:ns:xmpp-sasl";
constexpr std::string_view kTls = "urn:ietf:params:xml:ns:xmpp-tls";
constexpr std::string_view kBind = "urn:ietf:params:xml:ns:xmpp-bind";
constexpr std::string_view kSession = "urn:ietf:params:xml:ns:xmpp-session";

void replace(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

bool isFeatures(const Piece& piece) { return piece.name == "stream:features"; }
bool isStanza(const Piece& piece) {
    return piece.name == "iq" || piece.name == "message" || piece.name == "presence";
}
bool isBindResult(const Piece& piece) {
    return piece.name == "iq" && piece.octets.find(kBind) != piece.octets.npos &&
           piece.octets.find("<jid>") != piece.octets.npos;
}

/// Where something begins and ends in a piece, both without the tags.
struct Inside {
    Inside(const std::string& text, std::string_view opening, std::string_view closing)
        : begin(text.find(opening)), end(text.rfind(closing)) {
        if (begin != text.npos) begin += opening.size();
    }
    bool found() const { return begin != std::string::npos && end != std::string::npos && begin <= end; }

    std::size_t begin, end;
};

template <class Which, class Change>
auto in(Which which, Change change) {
    return [=](Piece& piece, const Progress& progress) {
        if (which(piece)) change(piece.octets, progress);
    };
}

template <class Change>
auto inHeader(Change change) {
    return in([](const Piece& piece) { return piece.kind == Piece::Kind::Header; }, change);
}

template <class Change>
auto inFeatures(Change change) {
    return in(isFeatures, change);
}

template <class Change>
auto inBindResult(Change change) {
    return in(isBindResult, change);
}

/// The list of mechanisms, all that stands in it.
template <class Change>
auto inMechanisms(Change change) {
    return inFeatures([=](std::string& octets, const Progress&) {
        const Inside list(octets, "<mechanism>", "</mechanism>");
        if (list.found()) change(octets, list);
    });
}

/// What a challenge says, no longer Base64; what `change` makes of it is written as it is.
template <class Change>
auto inChallenge(Change change) {
    return in([](const Piece& piece) { return piece.name == "challenge"; },
              [=](std::string& octets, const Progress&) {
                  const Inside text(octets, ">", "</");
                  const auto message =
                      text.found() ? sasl::decodeBase64(octets.substr(text.begin, text.end - text.begin))
                                   : std::nullopt;
                  if (message) octets.replace(text.begin, text.end - text.begin, change(*message));
              });
}

void intoJabberServer(std::string& octets, const Progress&) {
    const std::size_t end = octets.find_first_of(" />");
    const std::string_view tag = std::string_view(octets).substr(0, octets.find('>'));
    if (tag.find(" xmlns='jabber:client'") != tag.npos)
        replace(octets, " xmlns='jabber:client'", " xmlns='jabber:server'");
    else
        octets.insert(end, " xmlns='jabber:server'");
}

std::string notContinued(std::string message) {
    if (message.starts_with("r=") && message.size() > 2) message[2] = message[2] == 'x' ? 'y' : 'x';
    return sasl::encodeBase64(message);
}

/// The elements of that kind are left out, before the login or after it.
auto withoutFeatures(bool loggedIn) {
    return inFeatures([=](std::string& octets, const Progress& progress) {
        if (progress.loggedIn == loggedIn) octets.clear();
    });
}

/// The JID that a result of binding names is changed.
template <class Change>
auto inBoundJid(Change change) {
    return inBindResult([=](std::string& octets, const Progress&) {
        const Inside jid(octets, "<jid>", "</jid>");
        if (jid.found()) change(octets, jid);
    });
}

void withOtherId(std::string& octets, const Progress&) {
    const auto id = octets.find(" id=");
    if (id != octets.npos) octets.insert(octets.find(octets[id + 4], id + 5), "-2");
}

}  // namespace

std::span<const WireFault> wireFaults() {
    static const std::vector<WireFault> faults = {
        {"header-wrong-namespace", inHeader([](std::string& octets, const Progress&) {
             replace(octets, kStreams, "http://etherx.example/streams");
         })},
        {"header-content-jabber-server", inHeader([](std::string& octets, const Progress&) {
             replace(octets, "jabber:client", "jabber:server");
         })},
        {"header-twice",
         inHeader([](std::string& octets, const Progress&) { octets += "<?xml version='1.0'?>" + octets; })},
        {"header-document-type", inHeader([](std::string& octets, const Progress&) {
             octets.insert(0, "<!DOCTYPE stream:stream>");
         })},
        {"features-bad-utf-8", inFeatures([](std::string& octets, const Progress&) {
             const auto end = octets.rfind("</");
             if (end != octets.npos)
                 octets.insert(end, "<place xmlns='http://location.example/'>Z\xFCrich</place>");
         })},
        {"features-missing", withoutFeatures(false)},
        {"restart-no-features", withoutFeatures(true)},
        {"features-in-content-namespace", inFeatures([](std::string& octets, const Progress&) {
             replace(octets, "stream:features", "features");
         })},
        {"features-twice", inFeatures([](std::string& octets, const Progress&) { octets += octets; })},
        {"mechanisms-in-wrong-namespace", inFeatures([](std::string& octets, const Progress&) {
             replace(octets, kSasl, "http://sasl.example/mechanisms");
         })},
        {"mechanisms-empty", inMechanisms([](std::string& octets, const Inside& list) {
             const std::size_t begin = list.begin - std::string_view("<mechanism>").size();
             octets.erase(begin, list.end + std::string_view("</mechanism>").size() - begin);
         })},
        {"mechanisms-in-lower-case", inMechanisms([](std::string& octets, const Inside& list) {
             octets.replace(list.begin, list.end - list.begin,
                            Poco::toLower(octets.substr(list.begin, list.end - list.begin)));
         })},
        {"challenge-not-base64", inChallenge([](const std::string& message) { return message; })},
        {"scram-nonce-not-continued", inChallenge(notContinued)},
        {"success-in-wrong-namespace",
         in([](const Piece& piece) { return piece.name == "success"; },
            [](std::string& octets, const Progress&) { replace(octets, kSasl, kTls); })},
        {"restart-declaration-refused", [](Piece&, const Progress&) {}, true},
        {"bind-result-without-jid", inBoundJid([](std::string& octets, const Inside& jid) {
             const std::size_t begin = jid.begin - std::string_view("<jid>").size();
             octets.erase(begin, jid.end + std::string_view("</jid>").size() - begin);
         })},
        {"bind-bare-jid", inBoundJid([](std::string& octets, const Inside& jid) {
             const auto slash = octets.find('/', jid.begin);
             octets.erase(slash, jid.end - std::min(slash, jid.end));
         })},
        {"bind-result-in-wrong-namespace",
         inBindResult([](std::string& octets, const Progress&) { replace(octets, kBind, kSession); })},
        {"bind-result-id-changed", inBindResult(withOtherId)},
        {"bind-ignored", inBindResult([](std::string& octets, const Progress&) { octets.clear(); })},
        {"stanzas-in-jabber-server", in(isStanza, intoJabberServer)},
    };
    return faults;
}

const WireFault* wireFaultNamed(std::string_view name) {
    const auto found = std::find_if(wireFaults().begin(), wireFaults().end(),
                                    [&](const WireFault& each) { return each.name == name; });
    return found == wireFaults().end() ? nullptr : &*found;
}

}  // namespace xmppconf::wire
