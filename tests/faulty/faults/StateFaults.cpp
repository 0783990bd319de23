#include "tests/faulty/faults/StanzaTools.h"

namespace xmppconf::faulty {

namespace {

/// Remembers on the stream that such an element came.
template <class When>
auto remembers(std::string note, When when) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (when(stream, element)) stream.notes[note] = "yes";
            return false;
        });
    };
}

bool hasNote(Stream& stream, const std::string& note) { return stream.notes.count(note) != 0; }

/// What others send to such a stream does not get there.
template <class When>
auto withheldFrom(When when) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            if (outgoing.relayed && when(stream, outgoing.element)) outgoing.copies = 0;
        });
    };
}

template <class First, class Second>
auto both(First first, Second second) {
    return [=](Conduct& c) {
        first(c);
        second(c);
    };
}

bool isUndirected(const xml::Element& element) { return isAvailability(element) && !element.attribute("to"); }

bool isOfNegativePriority(Stream&, const xml::Element& element) {
    const xml::Element* priority = isUndirected(element) ? element.child(ns::client, "priority") : nullptr;
    return priority && priority->text().starts_with("-");
}

/// An error stanza of the server's own leaves its note on the stream.
void remembersErrors(Conduct& c) {
    c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
        const std::string* type = outgoing.element.attribute("type");
        if (outgoing.relayed || outgoing.element.ns != ns::client || !type || *type != "error") return;
        stream.notes[stream.bound() ? "stanza error" : "bind refused"] = "yes";
    });
}

/// A request for a resource that another stream has leaves its note on both.
void remembersConflicts(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!stream.authenticated() || !Binding::isRequest(element)) return false;
        const xml::Element* asked = element.child(ns::bind, "bind")->child(ns::bind, "resource");
        Stream* holder =
            asked ? stream.server().at({stream.user(), stream.jid().domain, std::string(asked->text())})
                  : nullptr;
        if (holder && holder != &stream) stream.notes["conflict"] = holder->notes["conflict"] = "yes";
        return false;
    });
}

/// Whose login a first message of PLAIN or SCRAM is for, in Base64.
std::string userOfAttempt(std::string_view base64) {
    const std::string message = sasl::decodeBase64(std::string(base64)).value_or("");
    std::size_t begin = message.find('\0'), end = message.npos;
    if (begin != message.npos) {
        end = message.find('\0', ++begin);
    } else if (begin = message.find(",n="); begin != message.npos) {
        begin += 3;
        end = message.find(',', begin);
    }
    return begin == message.npos || end == message.npos ? std::string() : message.substr(begin, end - begin);
}

/// The account of an early auth is bound, whoever logs in by a later one.
template <class IsEarly, class IsLater>
auto keepsAccount(IsEarly isEarly, IsLater isLater) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (element.is(ns::sasl, "auth") && isEarly(stream))
                stream.notes["early account"] = userOfAttempt(element.text());
            return false;
        });
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            Markup* jid = boundJid(outgoing.element);
            const std::string& early = stream.notes["early account"];
            if (jid && stream.server().passwordOf(early) && isLater(stream))
                setText(*jid, Jid{early, stream.jid().domain, stream.jid().resource}.full());
        });
    };
}

/// What others get is from the user name as it was typed.
void stampsTypedName(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (element.is(ns::sasl, "auth")) stream.notes["typed"] = userOfAttempt(element.text());
        return false;
    });
    c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
        const std::string* from = outgoing.element.attribute("from");
        auto sender = from && outgoing.relayed ? Jid::parse(*from) : std::nullopt;
        Stream* other = sender ? stream.server().at(*sender) : nullptr;
        if (!other || other->notes["typed"].empty()) return;
        sender->local = other->notes["typed"];
        outgoing.element.set("from", sender->full());
    });
}

/// An auth for another account, from who has logged in.
template <class Deal>
auto onSecondLogin(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!element.is(ns::sasl, "auth") || !stream.authenticated()) return false;
            deal(stream, std::string(element.text()));
            return true;
        });
    };
}

bool isForGone(Stream& stream, const xml::Element& element) {
    if (goalOf(stream, element) != Goal::Connected || !isKind(element, "message")) return false;
    return hasNote(*stream.server().at(*Jid::parse(*element.attribute("to"))), "gone");
}

}  // namespace

std::span<const Fault> stateFaults() {
    static const std::vector<Fault> faults = {
        // states of the receiver
        {"silent-resource-gets-nothing", withheldFrom([](Stream& stream, const Markup& element) {
             return !stream.available() && (element.name == "message" || element.name == "presence");
         })},
        {"answer-for-silent-resource-lost", withheldFrom([](Stream& stream, const Markup& element) {
             const std::string* type = element.attribute("type");
             return !stream.available() && element.name == "iq" && type && *type == "result";
         })},
        {"negative-resource-gets-nothing",
         both(remembers("negative", isOfNegativePriority),
              withheldFrom([](Stream& stream, const Markup& element) {
                  return element.name == "message" && hasNote(stream, "negative");
              }))},
        {"negative-priority-ignored",
         whenever(isOfNegativePriority,
                  [](Stream& stream, const xml::Element&) { stream.setAvailable(true); })},
        {"unavailable-resource-forgotten",
         both(remembers("gone",
                        [](Stream&, const xml::Element& element) {
                            return isUndirected(element) && typeOf(element) == "unavailable";
                        }),
              refused(isForGone, "service-unavailable"))},

        // what comes after
        {"no-binding-after-abort",
         both(remembers("aborted",
                        [](Stream&, const xml::Element& element) { return element.is(ns::sasl, "abort"); }),
              [](Conduct& c) {
                  c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                      return isRequest(element) && hasNote(stream, "aborted");
                  });
              })},
        {"failed-login-breaks-stream-after",
         [](Conduct& c) {
             c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
                 if (stream.authenticated() && stream.sasl().failures() > 0) features.reset();
             });
         }},
        {"account-of-first-attempt-kept",
         keepsAccount([](Stream& stream) { return stream.sasl().failures() == 0; },
                      [](Stream& stream) { return stream.sasl().failures() > 0; })},
        {"account-of-first-handshake-kept",
         keepsAccount([](Stream& stream) { return !stream.sasl().underWay(); }, [](Stream&) { return true; })},
        {"from-localpart-as-typed", stampsTypedName},
        {"second-login-accepted", onSecondLogin([](Stream& stream, const std::string& message) {
             stream.sasl().begin("PLAIN", message);
         })},
        {"second-login-changes-account", onSecondLogin([](Stream& stream, const std::string& message) {
             stream.sasl().failWith("not-authorized");
             stream.become(userOfAttempt(message));
         })},
        {"refused-bind-leaves-client-unreachable",
         both(remembersErrors,
              withheldFrom([](Stream& stream, const Markup&) { return hasNote(stream, "bind refused"); }))},
        {"conflict-leaves-nobody-reachable",
         both(remembersConflicts,
              withheldFrom([](Stream& stream, const Markup&) { return hasNote(stream, "conflict"); }))},
        {"nothing-delivered-after-error",
         both(remembersErrors, dropped([](Stream& stream, const xml::Element& element) {
                  return isKind(element, "message") && hasNote(stream, "stanza error");
              }))},
        {"nothing-arrives-after-error",
         both(remembersErrors, withheldFrom([](Stream& stream, const Markup& element) {
                  return element.name == "message" && hasNote(stream, "stanza error");
              }))},
        {"stream-error-ends-the-account",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 if (!stream.bound() || !outgoing.element.is(ns::streams, "error")) return;
                 for (Stream* each : stream.server().resourcesOf(stream.user()))
                     if (each != &stream) each->hangUp();
             });
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
