#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

bool isStreamError(const Outgoing& outgoing) { return outgoing.element.is(ns::streams, "error"); }

/// A stream error is changed on its way out.
template <class Change>
auto inError(Change change) {
    return inOwn([=](Outgoing& outgoing) {
        if (isStreamError(outgoing)) change(outgoing.element);
    });
}

auto inErrorHeader(void (*change)(Header&)) {
    return inHeader([=](Header& header) {
        if (header.beforeError) change(header);
    });
}

Markup* streamCondition(Markup& error) {
    for (Markup& each : error.content)
        if (each.ns == ns::streamErrors && each.name != "text") return &each;
    return nullptr;
}

/// All offences are dealt with in this way.
auto always(Reaction::Way way) {
    return [=](Conduct& c) {
        for (auto& [offence, reaction] : c.offences) reaction.way = way;
    };
}

/// XML that is not well-formed is refused with another condition, in these streams only.
auto wrongOf(bool (*when)(Stream&)) {
    return [=](Conduct& c) {
        c.onFeatures.push_back(
            [](Stream& stream, std::optional<Markup>&) { stream.notes["features"] = "sent"; });
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            Markup* condition = isStreamError(outgoing)
                                    ? outgoing.element.child(ns::streamErrors, "not-well-formed")
                                    : nullptr;
            if (condition && when(stream)) condition->name = "invalid-xml";
        });
    };
}

auto both(Offence one, Offence other, std::string condition) {
    return [=](Conduct& c) { c.offences[one].condition = c.offences[other].condition = condition; };
}

/// What comes in ISO-8859-1 is read as such.
void readLatin1(Stream& stream, std::string& octets) {
    std::string& latin1 = stream.notes["latin-1"];
    if (stream.awaitsHeader()) {
        if (const auto at = octets.find(" encoding='ISO-8859-1'"); at != octets.npos) {
            latin1 = "yes";
            octets.erase(at, std::string_view(" encoding='ISO-8859-1'").size());
        }
    }
    if (latin1.empty()) return;
    std::string read;
    for (const char each : octets) {
        const auto octet = static_cast<unsigned char>(each);
        if (octet < 0x80) {
            read += each;
        } else {
            read += static_cast<char>(0xC0 | octet >> 6);
            read += static_cast<char>(0x80 | (octet & 0x3F));
        }
    }
    octets = read;
}

/// Stanzas that come too early.
template <class Deal>
auto beforeLogin(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            return !stream.authenticated() && isStanza(element) && deal(stream, element);
        });
    };
}

/// Document type declarations before a header are skipped when `when` says so.
template <class When>
auto withoutDocumentType(When when) {
    return onRead([=](Stream& stream, std::string& octets) {
        const std::size_t begin = octets.find("<!DOCTYPE");
        if (begin == octets.npos || !stream.awaitsHeader() || !when(stream, octets)) return;
        const std::size_t header = octets.find("<stream:stream", begin);
        if (header != octets.npos) octets.erase(begin, header - begin);
    });
}

}  // namespace

std::span<const Fault> streamErrorFaults() {
    static const std::vector<Fault> faults = {
        {"error-without-header", [](Conduct& c) { c.headerBeforeErrors = false; }},
        {"error-without-closing", [](Conduct& c) { c.closesAfterErrors = false; }},
        {"error-without-closing-tag",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (isStreamError(outgoing)) stream.notes["error"] = "sent";
             });
             c.onWrite.push_back([](Stream& stream, std::string& octets) {
                 if (octets == "</stream:stream>" && !stream.notes["error"].empty()) octets.clear();
             });
         }},
        {"closed-without-error", always(Reaction::Way::End)},
        {"error-header-without-from", inErrorHeader([](Header& header) { header.from.reset(); })},
        {"error-header-without-id", inErrorHeader([](Header& header) { header.id.reset(); })},
        {"error-header-without-version", inErrorHeader([](Header& header) { header.version.reset(); })},
        {"error-header-without-lang", inErrorHeader([](Header& header) { header.lang.reset(); })},
        {"error-text-without-lang", inError([](Markup& error) {
             if (Markup* text = error.child(ns::streamErrors, "text"))
                 text->remove("lang", xml::kXmlNamespace);
         })},
        {"error-in-condition-namespace", inError([](Markup& error) {
             error.ns = ns::streamErrors;
             error.prefix.clear();
         })},
        {"error-condition-in-streams-namespace", inError([](Markup& error) {
             if (Markup* condition = streamCondition(error)) {
                 condition->ns = ns::streams;
                 condition->prefix = "stream";
             }
         })},
        {"error-two-conditions",
         inError([](Markup& error) { error.add(Markup::element(ns::streamErrors, "undefined-condition")); })},
        {"error-undefined-name", condition(Offence::NotWellFormed, "unreadable")},
        {"error-text-in-content-namespace", inError([](Markup& error) {
             if (Markup* text = error.child(ns::streamErrors, "text")) text->ns = ns::client;
         })},
        {"error-application-condition-in-content-namespace",
         inError([](Markup& error) { error.add(Markup::element(ns::client, "no-idea-why")); })},
        {"stanza-after-error-processed",
         [](Conduct& c) {
             c.onRead.push_back([](Stream& stream, std::string& octets) { stream.notes["read"] = octets; });
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 const std::string& read = stream.notes["read"];
                 const auto next = read.find("</message><");
                 if (isStreamError(outgoing) && stream.bound() && next != read.npos)
                     deliverText(stream, read.substr(next + std::string_view("</message>").size()));
             });
         }},
        {"unknown-host-wrong-condition", condition(Offence::UnknownHost, "bad-format")},
        {"wrong-stream-namespace-accepted", way(Offence::WrongStreamNamespace, Reaction::Way::Nothing)},
        {"wrong-namespace-wrong-condition",
         condition(Offence::WrongStreamNamespace, "remote-connection-failed")},
        {"wrong-root-accepted", way(Offence::WrongRoot, Reaction::Way::Nothing)},
        {"wrong-content-namespace-accepted",
         [](Conduct& c) {
             c.offences[Offence::WrongContentNamespace].way = Reaction::Way::Nothing;
             c.onElement.push_back([](Stream&, const xml::Element& element) {
                 return element.name == "message" && element.ns != ns::client;
             });
         }},
        {"content-namespace-wrong-condition",
         both(Offence::WrongContentNamespace, Offence::ServersContentNamespace, "bad-namespace-prefix")},
        {"not-well-formed-accepted", way(Offence::NotWellFormed, Reaction::Way::Nothing)},
        {"not-well-formed-wrong-condition",
         both(Offence::NotWellFormed, Offence::UndeclaredPrefix, "invalid-xml")},
        {"header-not-well-formed-wrong-condition",
         wrongOf([](Stream& stream) { return stream.notes["features"].empty(); })},
        {"bound-not-well-formed-wrong-condition", wrongOf([](Stream& stream) { return stream.bound(); })},
        {"undeclared-prefix-wrong-condition", condition(Offence::UndeclaredPrefix, "invalid-xml")},
        {"undeclared-prefix-accepted", way(Offence::UndeclaredPrefix, Reaction::Way::Nothing)},
        {"other-encoding-accepted", [](Conduct& c) { c.onRead.push_back(readLatin1); }},
        {"other-encoding-wrong-condition", condition(Offence::OtherEncoding, "remote-connection-failed")},
        {"bad-utf-8-accepted", way(Offence::BadUtf8, Reaction::Way::Nothing)},
        {"document-type-accepted", way(Offence::Doctype, Reaction::Way::Nothing)},
        {"document-type-without-entity-accepted", withoutDocumentType([](Stream&, const std::string& octets) {
             return octets.find("<!ENTITY") == octets.npos;
         })},
        {"document-type-after-sasl-accepted",
         withoutDocumentType([](Stream& stream, const std::string&) { return stream.authenticated(); })},
        {"comment-accepted", way(Offence::Comment, Reaction::Way::Nothing)},
        {"processing-instruction-accepted", way(Offence::ProcessingInstruction, Reaction::Way::Nothing)},
        {"entity-reference-accepted", way(Offence::EntityReference, Reaction::Way::Nothing)},
        {"restricted-xml-wrong-condition",
         [](Conduct& c) {
             for (const Offence each : {Offence::Comment, Offence::ProcessingInstruction, Offence::Doctype})
                 c.offences[each].condition = "remote-connection-failed";
         }},
        {"stanza-before-login-ignored", way(Offence::StanzaBeforeLogin, Reaction::Way::Nothing)},
        {"stanza-before-login-stanza-error", beforeLogin([](Stream& stream, const xml::Element& stanza) {
             stream.send(errorOf(stanza, "not-authorized", "auth"));
             return true;
         })},
        {"stanza-before-login-wrong-condition",
         condition(Offence::StanzaBeforeLogin, "remote-connection-failed")},
        {"stanza-within-sasl-ignored",
         beforeLogin([](Stream& stream, const xml::Element&) { return stream.sasl().underWay(); })},
        {"stanza-before-login-delivered", beforeLogin([](Stream& stream, const xml::Element& stanza) {
             deliver(stream, stanza);
             return false;
         })},
        {"unknown-element-hangs", way(Offence::UnknownElement, Reaction::Way::Deaf)},
        {"unknown-element-wrong-condition", condition(Offence::UnknownElement, "bad-format")},
        {"undefined-condition-alone", condition(Offence::WrongRoot, "undefined-condition")},
        {"redirect-without-address", condition(Offence::WrongRoot, "see-other-host")},
        {"client-error-ignored",
         [](Conduct& c) {
             c.onElement.push_back(
                 [](Stream&, const xml::Element& element) { return element.is(ns::streams, "error"); });
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
