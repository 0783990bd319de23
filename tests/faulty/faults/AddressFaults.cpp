#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

/// What the sender of the stanza in hand wrote and is, for hooks that see it on its way out.
void remembersSender(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        auto& notes = stream.server().notes;
        notes["sender"] = stream.jid().full();
        notes["sender's language"] = stream.clientAttribute("lang", xml::kXmlNamespace);
        notes["language"] = std::string(element.attribute("lang", xml::kXmlNamespace).value_or(""));
        return false;
    });
}

template <class Change>
auto inRelayedKnowingSender(Change change) {
    return [=](Conduct& c) {
        remembersSender(c);
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            if (outgoing.relayed) change(stream.server().notes, outgoing.element);
        });
    };
}

void setLanguage(Markup& element, const std::string& language) {
    element.set("lang", language, xml::kXmlNamespace);
}

/// Such stanzas are delivered with the 'from' that their sender wrote.
template <class When>
auto keepsFrom(When when) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            stream.server().notes["kept from"] =
                when(stream, element) ? std::string(element.attribute("from").value_or("")) : "";
            return false;
        });
        c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
            const std::string& from = stream.server().notes["kept from"];
            if (outgoing.relayed && !from.empty()) outgoing.element.set("from", from);
        });
    };
}

/// The stanza has no 'to', and the address of another account as 'from', which is returned.
std::optional<Jid> foreignSender(Stream& stream, const xml::Element& element) {
    auto from = Jid::parse(element.attribute("from").value_or(""));
    if (!isRequest(element) || element.attribute("to") || !from || from->bare() == stream.jid().bare())
        return std::nullopt;
    return from;
}

bool isFromAnother(Stream& stream, const xml::Element& element) {
    return foreignSender(stream, element).has_value();
}

bool setsForeignRoster(Stream& stream, const xml::Element& element) {
    const auto from = foreignSender(stream, element);
    const xml::Element* query = element.child(ns::roster, "query");
    return from && stream.server().passwordOf(from->local) && query && query->child(ns::roster, "item");
}

using Notes = std::map<std::string, std::string>;

}  // namespace

std::span<const Fault> addressFaults() {
    static const std::vector<Fault> faults = {
        // from
        {"from-not-added", inRelayed([](Outgoing& outgoing) { outgoing.element.remove("from"); })},
        {"from-is-bare-jid", inRelayed([](Outgoing& outgoing) {
             if (const std::string* from = outgoing.element.attribute("from"))
                 outgoing.element.set("from", bareOf(*from));
         })},
        {"from-not-overridden",
         [](Conduct& c) {
             c.stampsFrom = false;
             inRelayedKnowingSender([](Notes& notes, Markup& element) {
                 if (!element.attribute("from")) element.set("from", notes["sender"]);
             })(c);
         }},
        {"any-from-refused",
         whenever([](Stream&, const xml::Element& element) { return element.attribute("from").has_value(); },
                  [](Stream& stream, const xml::Element&) { stream.streamError("invalid-from"); })},
        {"equivalent-from-kept", keepsFrom([](Stream& stream, const xml::Element& element) {
             return Jid::parse(element.attribute("from").value_or("")) == stream.jid();
         })},
        {"presence-from-not-overridden",
         keepsFrom([](Stream&, const xml::Element& element) { return isKind(element, "presence"); })},
        {"broadcast-from-not-overridden", keepsFrom([](Stream&, const xml::Element& element) {
             return isAvailability(element) && !element.attribute("to");
         })},
        {"subscription-from-full-jid", inRelayedKnowingSender([](Notes& notes, Markup& element) {
             const std::string* type = element.attribute("type");
             if (type && *type == "subscribe") element.set("from", notes["sender"]);
         })},
        {"server-answers-without-from", inAnswers([](Stream& stream, Markup& answer) {
             const std::string* from = answer.attribute("from");
             if (from && *from == stream.server().site().domain) answer.remove("from");
         })},
        {"server-answers-from-account", inAnswers([](Stream& stream, Markup& answer) {
             const std::string* from = answer.attribute("from");
             if (from && *from == stream.server().site().domain) answer.set("from", stream.jid().bare());
         })},
        {"account-answers-from-full-jid", inAnswers([](Stream& stream, Markup& answer) {
             if (!answer.attribute("from") && !answer.child(ns::bind, "bind"))
                 answer.set("from", stream.jid().full());
         })},
        {"account-answers-from-domain", inAnswers([](Stream& stream, Markup& answer) {
             if (!answer.attribute("from") && !answer.child(ns::bind, "bind"))
                 answer.set("from", stream.server().site().domain);
         })},

        // to
        {"iq-without-to-ignored", dropped(requestFor(Goal::Nobody))},
        {"answer-to-bare-jid", inAnswers([](Stream&, Markup& answer) {
             if (const std::string* to = answer.attribute("to")) answer.set("to", bareOf(*to));
         })},
        {"to-removed", inRelayed([](Outgoing& outgoing) { outgoing.element.remove("to"); })},
        {"to-made-bare", inRelayed([](Outgoing& outgoing) {
             if (const std::string* to = outgoing.element.attribute("to"))
                 outgoing.element.set("to", bareOf(*to));
         })},
        {"to-made-full",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.relayed && outgoing.element.attribute("to"))
                     outgoing.element.set("to", stream.jid().full());
             });
         }},
        {"to-of-presence-made-full",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (outgoing.relayed && outgoing.element.name == "presence")
                     outgoing.element.set("to", stream.jid().full());
             });
         }},
        {"own-bare-to-removed",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 const std::string* from = outgoing.element.attribute("from");
                 const std::string* to = outgoing.element.attribute("to");
                 if (outgoing.relayed && from && to && *to == stream.jid().bare() && bareOf(*from) == *to)
                     outgoing.element.remove("to");
             });
         }},
        {"roster-to-bare-jid", inAnswers([](Stream& stream, Markup& answer) {
             if (answer.child(ns::roster, "query")) answer.set("to", stream.jid().bare());
         })},
        {"malformed-from-mirrored",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const std::string from(element.attribute("from").value_or(""));
                 stream.notes["malformed from"] = Jid::parse(from) ? "" : from;
                 return false;
             });
             inAnswers([](Stream& stream, Markup& answer) {
                 const std::string& from = stream.notes["malformed from"];
                 if (!from.empty()) answer.set("to", from);
             })(c);
         }},
        {"foreign-from-mirrored",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const auto from = foreignSender(stream, element);
                 stream.notes["foreign from"] = from ? from->full() : "";
                 return false;
             });
             inAnswers([](Stream& stream, Markup& answer) {
                 const std::string& from = stream.notes["foreign from"];
                 if (!from.empty()) answer.set("from", from).set("to", from);
             })(c);
         }},
        {"foreign-from-hangs-up", hungUp(isFromAnother)},
        {"foreign-from-obeyed",
         whenever(setsForeignRoster,
                  [](Stream& stream, const xml::Element& element) {
                      const auto from = foreignSender(stream, element);
                      const xml::Element& item =
                          *element.child(ns::roster, "query")->child(ns::roster, "item");
                      stream.server().rosterOf(from->local)[std::string(item.attribute("jid").value_or(""))] =
                          Markup::of(item);
                      answerWithResult(stream, element);
                  })},
        {"message-to-bare-jid-dropped", dropped(stanzaFor("message", Goal::Account))},
        {"message-without-to-refused", refused(stanzaFor("message", Goal::Nobody), "bad-request", "modify")},
        {"message-without-to-dropped", dropped(stanzaFor("message", Goal::Nobody))},
        {"headline-to-self-dropped", dropped([](Stream& stream, const xml::Element& element) {
             return typeOf(element) == "headline" && stanzaFor("message", Goal::Nobody)(stream, element);
         })},
        {"headline-to-bare-jid-dropped", dropped([](Stream& stream, const xml::Element& element) {
             const Goal goal = goalOf(stream, element);
             return isKind(element, "message") && typeOf(element) == "headline" &&
                    (goal == Goal::Nobody || goal == Goal::Account);
         })},
        {"message-id-changed", inRelayed([](Outgoing& outgoing) {
             const std::string* id = outgoing.element.attribute("id");
             if (id && outgoing.element.name == "message") outgoing.element.set("id", *id + "-changed");
         })},

        // language
        {"language-not-added", [](Conduct& c) { c.addsLanguage = false; }},
        {"own-language-added",
         [](Conduct& c) {
             c.addsLanguage = false;
             inRelayed([](Outgoing& outgoing) {
                 if (!outgoing.element.attribute("lang", xml::kXmlNamespace))
                     setLanguage(outgoing.element, "en");
             })(c);
         }},
        {"language-removed", inRelayedKnowingSender([](Notes& notes, Markup& element) {
             if (!notes["language"].empty()) element.remove("lang", xml::kXmlNamespace);
         })},
        {"language-overwritten", inRelayedKnowingSender([](Notes& notes, Markup& element) {
             if (!notes["sender's language"].empty()) setLanguage(element, notes["sender's language"]);
         })},
        {"child-language-removed", inRelayed([](Outgoing& outgoing) {
             for (Markup& child : outgoing.element.content) child.remove("lang", xml::kXmlNamespace);
         })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
