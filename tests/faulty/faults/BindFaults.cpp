#include <algorithm>
#include <cctype>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

using Conflict = BindConduct::Conflict;

/// The JID that a result of binding names is changed.
template <class Change>
auto inResult(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            if (Markup* jid = boundJid(outgoing.element)) setText(*jid, change(textOf(*jid)));
        });
    };
}

/// Only such resources are bound.
auto onlyResources(bool (*which)(std::string_view)) {
    return [=](Conduct& c) {
        c.bind.prepares = [=](std::string_view text) {
            return which(text) ? preparedResource(text) : std::nullopt;
        };
        c.bind.refusesBadResources = true;
    };
}

/// Such resources are bound as they come.
auto asTheyCome(bool (*which)(std::string_view)) {
    return [=](Conduct& c) {
        c.bind.prepares = [=](std::string_view text) {
            return which(text) ? std::optional<std::string>(text) : std::nullopt;
        };
    };
}

/// A request to bind is dealt with in another way; `deal` says whether it was.
template <class Deal>
auto onBind(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            return stream.authenticated() && !stream.bound() && Binding::isRequest(element) &&
                   deal(stream, element);
        });
    };
}

auto refuseMore(Conflict conflict, Complaint complaint, std::string condition) {
    return [=](Conduct& c) {
        c.bind.conflict = conflict;
        c.complaints[complaint].condition = condition;
    };
}

/// An iq on its way out is changed.
template <class Change>
auto inAnswer(Change change) {
    return inOwn([=](Outgoing& outgoing) {
        if (outgoing.element.is(ns::client, "iq")) change(outgoing);
    });
}

/// Stanzas that come between login and binding.
template <class Deal>
auto beforeBinding(Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            return stream.authenticated() && !stream.bound() && isStanza(element) &&
                   !Binding::isRequest(element) && deal(stream, element);
        });
    };
}

/// What comes in one write with a request to bind, behind it.
template <class Deal>
auto behindBind(Deal deal) {
    return [=](Conduct& c) {
        c.onRead.push_back([](Stream& stream, std::string& octets) {
            const bool binds = !stream.bound() && octets.find("<bind ") != octets.npos;
            stream.notes["behind bind"] = binds ? "yes" : "";
        });
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!stream.bound() || !isStanza(element) || stream.notes["behind bind"].empty()) return false;
            deal(stream);
            return true;
        });
    };
}

bool isPlain(std::string_view id) {
    return id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
           });
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::span<const Fault> bindFaults() {
    static const std::vector<Fault> faults = {
        {"bind-without-resource-refused", onBind([](Stream& stream, const xml::Element& request) {
             if (request.child(ns::bind, "bind")->child(ns::bind, "resource")) return false;
             stream.send(errorOf(request, "feature-not-implemented", "cancel"));
             return true;
         })},
        {"bind-result-without-jid", inAnswer([](Outgoing& outgoing) {
             if (Markup* bind = outgoing.element.child(ns::bind, "bind"))
                 bind->removeChildren(ns::bind, "jid");
         })},
        {"bind-result-in-wrong-namespace", inAnswer([](Outgoing& outgoing) {
             if (Markup* bind = outgoing.element.child(ns::bind, "bind"))
                 moveInto(*bind, ns::bind, ns::session);
         })},
        {"bind-result-id-changed", inAnswer([](Outgoing& outgoing) {
             const std::string* id = outgoing.element.attribute("id");
             if (id && boundJid(outgoing.element)) outgoing.element.set("id", *id + "-2");
         })},
        {"bind-ignored", onBind([](Stream&, const xml::Element&) { return true; })},
        {"bind-bare-jid", inResult([](const std::string& jid) { return jid.substr(0, jid.find('/')); })},
        {"bind-foreign-jid",
         inResult([](const std::string& jid) { return "somebody" + jid.substr(jid.find('@')); })},
        {"bind-result-names-other-resource", inResult([](const std::string& jid) { return jid + "-2"; })},
        {"bind-constant-resource",
         [](Conduct& c) {
             c.bind.makes = [](Stream&) { return "home"; };
             c.bind.conflict = Conflict::Ignore;
         }},
        {"bind-requested-resource-ignored", [](Conduct& c) { c.bind.takesRequested = false; }},
        {"bind-resource-not-normalised",
         asTheyCome([](std::string_view text) { return preparedResource(text).has_value(); })},
        {"bind-resource-unescaped", inAnswer([](Outgoing& outgoing) {
             if (outgoing.element.child(ns::bind, "bind")) outgoing.spelling.text = unescaped;
         })},
        {"bind-empty-resource-accepted",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 Markup* jid = boundJid(outgoing.element);
                 if (jid && !stream.notes["empty resource"].empty()) setText(*jid, stream.jid().bare() + "/");
             });
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!Binding::isRequest(element)) return false;
                 const xml::Element* asked = element.child(ns::bind, "bind")->child(ns::bind, "resource");
                 if (asked && asked->text().empty()) stream.notes["empty resource"] = "yes";
                 return false;
             });
         }},
        {"bind-bad-resource-condition",
         [](Conduct& c) {
             c.bind.refusesBadResources = true;
             c.complaints[Complaint::BadResource].condition = "not-allowed";
         }},
        {"bind-unicode-resource-refused", onlyResources(isAscii)},
        {"bind-separators-refused",
         onlyResources([](std::string_view text) { return text.find_first_of("@/") == text.npos; })},
        {"bind-long-resource-refused",
         onlyResources([](std::string_view text) { return text.size() <= 255; })},
        {"bind-too-long-resource-accepted",
         asTheyCome([](std::string_view text) { return preparedResource(text.substr(0, 100)).has_value(); })},
        {"bind-forbidden-character-accepted",
         asTheyCome([](std::string_view text) { return !text.empty() && text.size() < 1024; })},
        {"second-client-refused", onBind([](Stream& stream, const xml::Element& request) {
             if (stream.server().resourcesOf(stream.user()).empty()) return false;
             stream.send(errorOf(request, "resource-constraint", "wait"));
             return true;
         })},
        {"second-client-ends-first", onBind([](Stream& stream, const xml::Element&) {
             for (Stream* each : stream.server().resourcesOf(stream.user())) each->end();
             return false;
         })},
        {"resource-limit-condition", condition(Complaint::TooManyResources, "not-allowed")},
        {"resource-limit-closes",
         [](Conduct& c) {
             c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
                 const Markup* error = outgoing.element.child(ns::client, "error");
                 if (!error || !error->child(ns::stanzaErrors, "resource-constraint")) return;
                 outgoing.copies = 0;
                 stream.streamError("policy-violation");
             });
         }},
        {"bind-conflict-ignored", [](Conduct& c) { c.bind.conflict = Conflict::Ignore; }},
        {"bind-conflict-bare",
         [](Conduct& c) {
             c.bind.conflict = Conflict::EndHolder;
             c.onSend.push_back([](Stream&, Outgoing& outgoing) {
                 if (const Markup* conflict = outgoing.element.child(ns::streamErrors, "conflict")) {
                     Markup bare = *conflict;
                     outgoing.element = std::move(bare);
                 }
             });
         }},
        {"bind-conflict-condition", refuseMore(Conflict::Refuse, Complaint::ResourceInUse, "not-allowed")},
        {"bind-one-retry", [](Conduct& c) { c.bind.triesBeforeEnd = 3; }},
        {"unlimited-bind-retries", [](Conduct& c) { c.bind.triesBeforeEnd = 0; }},
        {"bind-retry-limit-condition", condition(Offence::TooManyBadResources, "remote-connection-failed")},
        {"bind-before-login-works", [](Conduct& c) { c.bind.worksBeforeLogin = true; }},
        {"bind-before-login-condition",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (stream.authenticated() || !Binding::isRequest(element)) return false;
                 stream.streamError("internal-server-error");
                 return true;
             });
         }},
        {"bind-does-not-suspend", behindBind([](Stream& stream) { stream.streamError("not-authorized"); })},
        {"request-behind-bind-lost", behindBind([](Stream&) {})},
        {"stanza-before-bind-ignored", way(Offence::StanzaBeforeBinding, Reaction::Way::Nothing)},
        {"stanza-before-bind-stanza-error", beforeBinding([](Stream& stream, const xml::Element& stanza) {
             stream.send(errorOf(stanza, "not-authorized", "auth"));
             return true;
         })},
        {"stanza-before-bind-wrong-condition",
         condition(Offence::StanzaBeforeBinding, "unsupported-stanza-type")},
        {"stanza-before-bind-delivered", beforeBinding([](Stream& stream, const xml::Element& stanza) {
             deliver(stream, stanza);
             return false;
         })},
        {"prefixed-payload-not-understood", onBind([](Stream& stream, const xml::Element& request) {
             if (request.child(ns::bind, "bind")->prefix.empty()) return false;
             stream.send(errorOf(request, "service-unavailable", "cancel"));
             return true;
         })},
        {"bind-twice-accepted", [](Conduct& c) { c.bind.second = BindConduct::Second::Beside; }},
        {"bind-twice-condition", condition(Complaint::SecondBinding, "already-bound")},
        {"bind-twice-from-demanded",
         [](Conduct& c) {
             c.bind.second = BindConduct::Second::Beside;
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 if (!stream.bound() || !isStanza(element)) return false;
                 if (element.child(ns::bind, "bind")) {
                     stream.notes["bound twice"] = "yes";
                     return false;
                 }
                 if (stream.notes["bound twice"].empty() || element.attribute("from")) return false;
                 stream.send(errorOf(element, "bad-request", "modify"));
                 return true;
             });
         }},
        {"header-after-bind-restarts", onRead([](Stream& stream, std::string& octets) {
             if (!stream.bound() || octets.find("<stream:stream") == octets.npos) return;
             octets.clear();
             stream.sendHeader();
             stream.sendFeatures();
         })},
        {"restart-after-bind",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 return stream.bound() && isStanza(element);
             });
         }},
        {"features-after-bind",
         behind("<jid>",
                "<stream:features><ver xmlns='urn:xmpp:features:rosterver'/></stream:features>"
                "<stream:features><ver xmlns='urn:xmpp:features:rosterver'/></stream:features>")},
        {"iq-get-ignored",
         [](Conduct& c) {
             c.onElement.push_back([](Stream&, const xml::Element& element) {
                 return element.is(ns::client, "iq") && element.attribute("type") == "get";
             });
         }},
        {"iq-id-changed", inAnswer([](Outgoing& outgoing) {
             const std::string* id = outgoing.element.attribute("id");
             if (id && !isPlain(*id)) outgoing.element.set("id", *id + "-2");
         })},
        {"iq-id-unescaped", inAnswer([](Outgoing& outgoing) { outgoing.spelling.attribute = unescaped; })},
    };
    return faults;
}

}  // namespace xmppconf::faulty
