#include "StreamScript.h"

#include <fmt/format.h>

#include <stdexcept>

namespace xmppconf::tests {

namespace {

using stream::Item;
using stream::Side;

std::string standing(const Item& item) {
    switch (item.standing) {
        case Item::Standing::Due:
            break;
        case Item::Standing::OwnAccount:
            return " own-account";
        case Item::Standing::Unasked:
            return " unasked";
    }
    return "";
}

std::string text(const Item& item) {
    switch (item.kind) {
        case Item::Kind::Header:
            return "header";
        case Item::Kind::Element:
            return std::string(item.element()->name) + standing(item);
        case Item::Kind::ClosingTag:
            return "closed";
        case Item::Kind::Breach:
            return fmt::format("breach {}", nameOf(item.event.violation));
        case Item::Kind::Unreadable:
            return fmt::format("unreadable {}", nameOf(item.event.violation));
        case Item::Kind::HungUp:
        case Item::Kind::Ended:
            break;
    }
    return item.sentence;
}

}  // namespace

std::string StreamScript::play(const std::vector<std::string_view>& lines) {
    seen_.clear();
    for (const std::string_view each : lines) line(each);
    return seen_;
}

void StreamScript::line(std::string_view line) {
    now_ += std::chrono::milliseconds(1);
    if (line.substr(1, 2) == ": ") {
        const bool client = line.front() == 'C' || line.front() == 'c';
        const Side side = client ? Side::Initiator : Side::Receiver;
        stream.feed(side, line.substr(3), now_);
        if (line.front() == 'C' || line.front() == 'S') read(side);
    } else if (line == "read") {
        read(Side::Receiver);
    } else if (line == "restart") {
        stream.restart();
    } else if (line == "ahead") {
        stream.beginAhead();
    } else if (line == "tls") {
        stream.beginTls();
    } else if (line == "notify") {
        stream.closeNotify();
    } else if (line == "fin") {
        stream.endedFirstBy(Side::Receiver);
        stream.end(Item::Kind::Ended, stream::Ending::Transport::Fin, "the end", now_);
    } else {
        throw std::logic_error("no such line");
    }
}

void StreamScript::read(Side side) {
    while (const auto item = stream.next(side))
        seen_ += fmt::format("{} {}\n", side == Side::Initiator ? 'C' : 'S', text(*item));
}

std::string header(std::string_view id) {
    return fmt::format(
        "<stream:stream from='h' id='{}' version='1.0' xmlns='jabber:client' "
        "xmlns:stream='http://etherx.jabber.org/streams'>",
        id);
}

void logIn(StreamScript& script) {
    script.play(
        {fmt::format("C: {}", kOpens), "S: " + header("one"),
         "S: <stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></stream:features>",
         "C: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>",
         "S: <success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", "restart", fmt::format("C: {}", kOpens),
         "S: " + header("two"),
         "S: <stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>"});
}

void bind(StreamScript& script) {
    logIn(script);
    script.play({"C: <iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                 "S: <iq type='result' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                 "<jid>a@h/r</jid></bind></iq>"});
}

}  // namespace xmppconf::tests
