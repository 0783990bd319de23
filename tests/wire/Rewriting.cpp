#include "tests/wire/Rewriting.h"

#include <random>
#include <utility>

namespace xmppconf::wire {

namespace {

constexpr std::size_t kMostHeld = 1024UL * 1024;
constexpr std::string_view kDeclaration = "<?xml";

/// The header has an ID of its own, as each stream must.
std::string refusal() {
    return "<?xml version='1.0'?><stream:stream id='" + std::to_string(std::random_device{}()) +
           std::to_string(std::random_device{}()) +
           "' version='1.0' xml:lang='en' xmlns='jabber:client' "
           "xmlns:stream='http://etherx.jabber.org/streams' from='localhost'><stream:error><not-well-formed "
           "xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";
}

}  // namespace

std::string Rewriting::fromServer(std::string_view octets) {
    pieces_.feed(octets);
    std::string out;
    while (auto piece = pieces_.next()) {
        if (piece->name == "success" && !progress_.loggedIn) progress_.loggedIn = awaitsHeader_ = true;
        fault_.change(*piece, progress_);
        out += piece->octets;
    }
    if (pieces_.held() > kMostHeld) out += pieces_.takeRest();
    return out;
}

Rewriting::Sent Rewriting::fromClient(std::string_view octets) {
    if (!fault_.refusesDeclaration || !awaitsHeader_) return {std::string(octets), {}};
    held_ += octets;
    if (held_.starts_with(kDeclaration)) return {{}, refusal(), true};
    if (kDeclaration.starts_with(held_)) return {};
    awaitsHeader_ = false;
    return {std::exchange(held_, {}), {}};
}

}  // namespace xmppconf::wire
