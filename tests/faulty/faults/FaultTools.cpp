#include "tests/faulty/faults/FaultTools.h"

#include "harness/xml/StreamReader.h"

namespace xmppconf::faulty {

std::string anybody(Stream& stream) { return stream.server().site().accounts.begin()->first; }

Markup* boundJid(Markup& element) {
    Markup* bind = element.is(ns::client, "iq") ? element.child(ns::bind, "bind") : nullptr;
    return bind ? bind->child(ns::bind, "jid") : nullptr;
}

std::string textOf(const Markup& element) {
    std::string text;
    for (const Markup& each : element.content) text += each.text;
    return text;
}

void moveInto(Markup& element, std::string_view from, std::string_view to) {
    if (element.ns == from) element.ns = to;
    for (Markup& each : element.content) moveInto(each, from, to);
}

void setText(Markup& element, std::string text) {
    element.content.clear();
    element.say(text);
}

void deliver(Stream& sender, const xml::Element& stanza) {
    const auto to = Jid::parse(stanza.attribute("to").value_or(""));
    if (Stream* receiver = to ? sender.server().at(*to) : nullptr) {
        Markup copy = Markup::of(stanza);
        copy.set("from", sender.jid().full());
        receiver->send(std::move(copy), true);
    }
}

void deliverText(Stream& sender, const std::string& stanza) {
    xml::StreamReader reader;
    reader.feed("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>" +
                stanza);
    while (const auto event = reader.next())
        if (event->kind == xml::StreamEvent::Kind::Element) deliver(sender, *event->element);
}

}  // namespace xmppconf::faulty
