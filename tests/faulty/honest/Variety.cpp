#include "tests/faulty/honest/Variety.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

constexpr std::string_view kFeature = "urn:example:feature";
constexpr std::string_view kDetails = "urn:example:details";

bool isHeader(std::string_view octets) { return octets.find("<stream:stream ") != octets.npos; }

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

/// More in the header than a client knows (RFC 6120 sections 4.7 and 4.8.5).
void headerSaysMore(Conduct& c) {
    c.onWrite.push_back([](Stream&, std::string& octets) {
        constexpr std::string_view kBegin = "<stream:stream ";
        if (const auto at = octets.find(kBegin); at != octets.npos)
            octets.insert(at + kBegin.size(),
                          "xmlns:db='jabber:server:dialback' xmlns:x='urn:example:x' x:build=\"it's 1\" ");
    });
}

/// White space between stanzas keeps connections alive (RFC 6120 section 4.6.1).
void keepsAlive(Conduct& c) {
    c.onWrite.push_back([](Stream& stream, std::string& octets) {
        if (stream.bound() && octets.ends_with('>')) octets = "\n" + octets + " \n";
    });
}

void moreFeatures(Conduct& c) {
    c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
        const bool alone = stream.server().site().profile.demandsTls && !stream.tls();
        if (!features || alone) return;
        Markup other = Markup::element(kFeature, "other");
        other.add(Markup::element(kFeature, "choice")).say("one");
        features->content.insert(features->content.begin(), other);
        features->add(Markup::element(kFeature, "last")).set("ver", "1=");
    });
}

void moreMechanisms(Conduct& c) {
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        Markup* mechanisms = features ? features->child(ns::sasl, "mechanisms") : nullptr;
        if (!mechanisms) return;
        for (const char* other : {"GSSAPI", "X-OAUTH2"})
            mechanisms->add(Markup::element(ns::sasl, "mechanism")).say(other);
    });
}

void featuresReversed(Conduct& c) {
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        if (features) std::reverse(features->content.begin(), features->content.end());
    });
}

/// White space between the children of the features.
void featuresIndented(Conduct& c) {
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        if (!features) return;
        std::vector<Markup> indented;
        for (Markup& each : features->content) {
            indented.push_back(Markup::characters("\n  "));
            indented.push_back(std::move(each));
        }
        indented.push_back(Markup::characters("\n"));
        features->content = std::move(indented);
    });
}

/// Prefixes within what the server sends, as far as they are its choice (RFC 6120 section 4.8.5).
auto prefixed = inOwn([](Outgoing& outgoing) {
    for (Markup& child : outgoing.element.content)
        everywhere(child, [](Markup& each) {
            if (each.ns != ns::client && each.ns != ns::streams) each.prefix = "p";
        });
});

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

/// White space inside tags.
void tagsIndented(Conduct& c) {
    c.onWrite.push_back([](Stream&, std::string& octets) {
        if (isHeader(octets)) replaceAll(octets, "' ", "'\n\t");
        replaceAll(octets, "/>", "\n/>");
        replaceAll(octets, "</stream:stream>", "</stream:stream\n>");
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

/// Texts as XML may write them, too.
auto textsAs(std::string (*spelled)(std::string_view)) {
    return inOwn([=](Outgoing& outgoing) { outgoing.spelling.text = spelled; });
}

std::string asCdata(std::string_view text) {
    if (text.empty() || text.find("]]>") != text.npos) return escapedText(text);
    return "<![CDATA[" + std::string(text) + "]]>";
}

std::string withReferences(std::string_view text) {
    std::string spelled;
    for (const char each : text) {
        const auto octet = static_cast<unsigned char>(each);
        if (octet < 0x80 && octet > 0x20) {
            spelled += "&#" + std::to_string(octet) + ";";
        } else {
            spelled += each;
        }
    }
    return spelled;
}

Markup fromServer(Stream& stream, std::string_view kind) {
    Markup stanza = Markup::element(ns::client, kind);
    return stanza.set("from", stream.server().site().domain).set("to", stream.jid().full());
}

/// Stanzas on the server's own account, right behind the result of binding and every now and then.
void talksUnasked(Conduct& c) {
    c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
        if (!boundJid(outgoing.element)) return;
        stream.later(octets::Duration(0), [&stream] {
            Markup request = fromServer(stream, "iq");
            request.set("type", "get").set("id", "1");
            request.add(Markup::element("http://jabber.org/protocol/disco#info", "query"));
            stream.send(request);
        });
        for (int turn = 0; turn < 30; ++turn)
            stream.later(turn * std::chrono::milliseconds(170), [&stream] {
                Markup news = fromServer(stream, "message");
                news.set("type", "headline").add(Markup::element(ns::client, "body")).say("News!");
                stream.send(news);
            });
    });
}

/// Presence comes back to the resource that sent it (RFC 6121 section 4.2.2).
void reflectsPresence(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (stream.bound() && isAvailability(element) && !element.attribute("to")) {
            Markup own = Markup::of(element);
            stream.send(own.set("from", stream.jid().full()).set("to", stream.jid().full()));
        }
        return false;
    });
}

/// Errors say more than they must (RFC 6120 sections 4.9.4 and 8.3.4).
void errorsSayMore(Conduct& c) {
    inErrors([](Markup&, Markup& error) { error.add(Markup::element(kDetails, "details")).say("42"); })(c);
    inOwn([](Outgoing& outgoing) {
        if (outgoing.element.is(ns::streams, "error"))
            outgoing.element.add(Markup::element(kDetails, "details")).say("42");
    })(c);
}

/// Failures of SASL explain themselves (RFC 6120 section 6.5).
auto failuresSayMore = inOwn([](Outgoing& outgoing) {
    if (!outgoing.element.is(ns::sasl, "failure")) return;
    outgoing.element.add(Markup::element(ns::sasl, "text"))
        .set("lang", "en", xml::kXmlNamespace)
        .say("You cannot log in.");
    outgoing.element.add(Markup::element(kDetails, "details")).say("42");
});

/// Errors are a condition and nothing else.
void errorsSayLess(Conduct& c) {
    inErrors([](Markup&, Markup& error) { error.removeChildren(ns::stanzaErrors, "text"); })(c);
    inOwn([](Outgoing& outgoing) {
        if (outgoing.element.is(ns::streams, "error"))
            outgoing.element.removeChildren(ns::streamErrors, "text");
    })(c);
}

/// Its own answers about the account name it (RFC 6120 section 8.1.2.1).
void answersNameTheAccount(Conduct& c) {
    inAnswers([](Stream& stream, Markup& answer) {
        if (!answer.attribute("from") && stream.bound()) answer.set("from", stream.jid().bare());
    })(c);
}

void speaksLanguages(Conduct& c) {
    inOwn([](Outgoing& outgoing) {
        if (outgoing.element.ns == ns::client && !outgoing.element.attribute("lang", xml::kXmlNamespace))
            outgoing.element.set("lang", "de-CH", xml::kXmlNamespace);
    })(c);
}

/// Resources of its own making, with whatever a resource may hold.
void longResources(Conduct& c) {
    c.bind.makes = [](Stream& stream) {
        return "B\xc3\xa4lle & 'Ketten' <\"3\"> @/" + stream.server().random().token(40) +
               std::string(200, 'x');
    };
}

void longIds(Conduct& c) {
    inHeader([](Header& header) {
        if (header.id) *header.id += "&<>'\"\xe2\x82\xac" + std::string(500, '/');
    })(c);
}

/// Many of them together.
void manyAtOnce(Conduct& c) {
    for (const auto& change : {endsLate, headerSaysMore, keepsAlive, moreFeatures, moreMechanisms,
                               featuresIndented, talksUnasked, reflectsPresence, errorsSayMore,
                               answersNameTheAccount, speaksLanguages, longResources, longIds, tagsIndented})
        change(c);
    for (const std::function<void(Conduct&)>& change :
         {std::function<void(Conduct&)>(prefixed), std::function<void(Conduct&)>(failuresSayMore),
          std::function<void(Conduct&)>(textsAs(asCdata)),
          std::function<void(Conduct&)>(thinkingFor(std::chrono::milliseconds(200)))})
        change(c);
}

bool isForNobody(Stream& stream, const xml::Element& element) {
    const Goal goal = goalOf(stream, element);
    return isKind(element, "message") && typeOf(element) != "error" &&
           (goal == Goal::Account || goal == Goal::AbsentResource) && isAway(stream, element);
}

/// A name token (XML 1.0, section 2.3), which the schema wants of an id; of characters beyond ASCII those
/// with two octets.
bool isNameToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return std::isalnum(octet) != 0 || (octet >= 0x80 && octet < 0xE0) ||
               std::string_view("-._:").find(c) != std::string_view::npos;
    });
}

template <std::size_t Size>
bool isOneOf(std::string_view text, const std::array<std::string_view, Size>& known) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

/// What the schemas in appendix A of RFC 6120 and the one of rosters allow, as far as vectors break them.
bool isValid(const xml::Element& stanza) {
    constexpr std::array<std::string_view, 4> kIqTypes = {"get", "set", "result", "error"};
    constexpr std::array<std::string_view, 7> kPresenceTypes = {
        "error", "probe", "subscribe", "subscribed", "unavailable", "unsubscribe", "unsubscribed"};
    const auto id = stanza.attribute("id");
    if (id ? !isNameToken(*id) : stanza.name == "iq") return false;
    const auto type = stanza.attribute("type");
    if (stanza.name == "presence") return !type || isOneOf(*type, kPresenceTypes);
    if (stanza.name != "iq") return true;
    if (!isOneOf(type.value_or(""), kIqTypes)) return false;
    std::size_t children = 0;
    for (const xml::Node* node = stanza.firstChild; node; node = node->next) {
        if (!node->element) continue;
        ++children;
        if (node->element->ns == ns::roster && node->element->name != "query") return false;
    }
    return children <= 1 || type == "error";
}

/// What is not valid closes the stream (RFC 6120 sections 4.9.3.11 and 11.4).
void validates(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!isStanza(element) || isValid(element)) return false;
        stream.streamError("invalid-xml");
        return true;
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

std::span<const Variety> varieties() {
    using Conflict = BindConduct::Conflict;
    static const std::vector<Variety> all = {
        {"thinks-400-ms", thinkingFor(std::chrono::milliseconds(400))},
        {"thinks-1500-ms", thinkingFor(std::chrono::milliseconds(1500))},
        {"writes-octet-by-octet", inOctets},
        {"header-and-features-at-once", headerWaits},
        {"header-says-more", headerSaysMore},
        {"long-ids", longIds},
        {"white-space-between-stanzas", keepsAlive},
        {"more-features", moreFeatures},
        {"more-mechanisms", moreMechanisms},
        {"features-reversed", featuresReversed},
        {"features-indented", featuresIndented},
        {"prefixes-inside", prefixed},
        {"texts-as-cdata", textsAs(asCdata)},
        {"texts-as-references", textsAs(withReferences)},
        {"tags-indented", tagsIndented},
        {"ends-the-connection-late", endsLate},
        {"talks-unasked", talksUnasked},
        {"reflects-presence", reflectsPresence},
        {"failures-say-more", failuresSayMore},
        {"errors-say-more", errorsSayMore},
        {"errors-say-less", errorsSayLess},
        {"answers-name-the-account", answersNameTheAccount},
        {"language-on-each-stanza", speaksLanguages},
        {"turns-strangers-away", [](Conduct& c) { c.handshake.turnsStrangersAway = true; }},
        {"awaits-close-notify", [](Conduct& c) { c.tlsEnd = TlsEnd::BothWays; }},
        {"unknown-users-refused-early", [](Conduct& c) { c.scram.refusesUnknownUsersLate = false; }},
        {"resources-of-any-text", longResources},
        {"resource-in-use-refused", [](Conduct& c) { c.bind.conflict = Conflict::Refuse; }},
        {"resource-in-use-ends-its-holder", [](Conduct& c) { c.bind.conflict = Conflict::EndHolder; }},
        {"many-at-once", manyAtOnce},
        {"validates", validates},
        {"reads-slowly", readsSlowly},
        {"talks-to-no-other-servers", condition(Complaint::UnknownDomain, "service-unavailable")},
        {"keeps-no-messages", refused(isForNobody, "service-unavailable")},
    };
    return all;
}

}  // namespace xmppconf::faulty
