#include <Poco/String.h>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/server/Services.h"

namespace xmppconf::faulty {

namespace {

template <class Change>
auto inAnswersId(Change change) {
    return inAnswers([=](Stream&, Markup& answer) {
        if (const std::string* id = answer.attribute("id")) answer.set("id", change(*id));
    });
}

auto hasId(std::optional<std::string> id) {
    return [=](Stream&, const xml::Element& element) {
        return isRequest(element) && element.attribute("id") == id;
    };
}

bool isForServerOrSelf(Stream& stream, const xml::Element& element) {
    const Goal goal = goalOf(stream, element);
    return goal == Goal::Nobody || goal == Goal::Server;
}

bool isUnknownPayload(const xml::Element* payload) {
    return payload && payload->ns.starts_with("urn:xmppconf");
}

/// Something else in the namespace of rosters.
bool isNoRosterQuery(Stream&, const xml::Element& element) {
    const xml::Element* payload = payloadOf(element);
    return isRequest(element) && payload && payload->ns == ns::roster && payload->name != "query";
}

bool isRosterRequest(const xml::Element& element) {
    const xml::Element* payload = payloadOf(element);
    return isRequest(element) && payload && payload->is(ns::roster, "query");
}

/// A request for an unknown user with a payload of this namespace is answered with a result.
auto resultForUnknownUser(std::string_view payloadNs) {
    return whenever(requestFor(Goal::UnknownUser, payloadNs), answerWithResult);
}

/// A push of the roster is changed.
template <class Change>
auto inPushes(Change change) {
    return inOwn([=](Outgoing& outgoing) {
        const std::string* type = outgoing.element.attribute("type");
        if (type && *type == "set" && outgoing.element.child(ns::roster, "query")) change(outgoing.element);
    });
}

/// A response that no client waits for.
bool isStray(Stream& stream, const xml::Element& element) {
    return isResponse(element) && goalOf(stream, element) != Goal::Connected;
}

/// The change is made, but only when the next request of the client has been answered.
void changesRosterLate(Conduct& c) {
    whenever(
        [](Stream&, const xml::Element& element) {
            const xml::Element* query = payloadOf(element);
            return isRequest(element) && typeOf(element) == "set" && query &&
                   query->is(ns::roster, "query") && query->child(ns::roster, "item");
        },
        [](Stream& stream, const xml::Element& element) {
            const xml::Element* item = payloadOf(element)->child(ns::roster, "item");
            stream.notes["late"] = std::string(item->attribute("jid").value_or(""));
            stream.notes["late subscription"] = std::string(item->attribute("subscription").value_or("none"));
            answerWithResult(stream, element);
        })(c);
    c.onSend.push_back([](Stream& stream, Outgoing& outgoing) {
        const auto late = stream.notes.find("late");
        if (late == stream.notes.end() || !outgoing.element.child(ns::roster, "query")) return;
        auto& items = stream.server().rosterOf(stream.user());
        if (stream.notes["late subscription"] == "remove") {
            items.erase(late->second);
        } else {
            Markup item = Markup::element(ns::roster, "item");
            items[late->second] = item.set("jid", late->second).set("subscription", "none");
        }
        stream.notes.erase(late);
    });
}

}  // namespace

std::span<const Fault> stanzaFaults() {
    static const std::vector<Fault> faults = {
        // id
        {"iq-id-trimmed", inAnswersId([](const std::string& id) { return Poco::trim(id); })},
        {"iq-id-cut", inAnswersId([](const std::string& id) { return id.substr(0, 255); })},
        {"iq-id-made-up", inAnswersId([](const std::string& id) { return id.empty() ? "made-up" : id; })},
        {"iq-error-without-id", inErrors([](Markup& stanza, Markup&) {
             const std::string* id = stanza.attribute("id");
             if (id && id->empty()) stanza.remove("id");
         })},
        {"iq-empty-id-ignored", dropped(hasId(""))},
        {"iq-empty-id-left-out", inAnswers([](Stream&, Markup& answer) {
             const std::string* id = answer.attribute("id");
             if (id && id->empty()) answer.remove("id");
         })},
        {"iq-without-id-ignored", dropped(hasId(std::nullopt))},
        {"iq-without-id-closes",
         whenever(hasId(std::nullopt), [](Stream& stream, const xml::Element&) { stream.end(); })},

        // type and child
        {"bad-iq-type-ignored", way(Complaint::BadIqType, Reaction::Way::Nothing)},
        {"bad-iq-type-wrong-condition", condition(Complaint::BadIqType, "feature-not-implemented")},
        {"iq-type-any-case",
         [](Conduct& c) {
             c.onRead.push_back([](Stream&, std::string& octets) {
                 Poco::replaceInPlace(octets, std::string("type='GET'"), std::string("type='get'"));
             });
         }},
        {"iq-without-child-ignored", way(Complaint::RequestWithoutChild, Reaction::Way::Nothing)},
        {"iq-without-child-wrong-condition",
         condition(Complaint::RequestWithoutChild, "service-unavailable")},
        {"two-children-ignored", way(Complaint::RequestWithTwoChildren, Reaction::Way::Nothing)},
        {"two-children-answered-twice", whenever(
                                            [](Stream&, const xml::Element& element) {
                                                const xml::Element* first = payloadOf(element);
                                                return isRequest(element) && first &&
                                                       first->is(ns::ping, "ping") &&
                                                       element.child(ns::version, "query");
                                            },
                                            [](Stream& stream, const xml::Element& element) {
                                                answerWithResult(stream, element);
                                                answerWithResult(stream, element);
                                            })},

        // pushes
        {"push-with-two-children",
         inPushes([](Markup& push) { push.add(Markup(*push.child(ns::roster, "query"))); })},
        {"push-without-id", inPushes([](Markup& push) { push.remove("id"); })},
        {"push-from-full-jid", inPushes([](Markup& push) { push.set("from", *push.attribute("to")); })},

        // what is not understood
        {"unknown-iq-wrong-condition", condition(Complaint::UnknownRequest, "feature-not-implemented")},
        {"unknown-iq-empty-result", whenever(
                                        [](Stream& stream, const xml::Element& element) {
                                            return isRequest(element) && isForServerOrSelf(stream, element) &&
                                                   isUnknownPayload(payloadOf(element));
                                        },
                                        answerWithResult)},
        {"iq-namespace-ignored", whenever(
                                     [](Stream& stream, const xml::Element& element) {
                                         const xml::Element* payload = payloadOf(element);
                                         return isRequest(element) && isForServerOrSelf(stream, element) &&
                                                payload && payload->name == "ping";
                                     },
                                     answerWithResult)},
        {"payload-name-ignored", whenever(isNoRosterQuery, answerWithResult)},
        {"payload-name-not-read", whenever(isNoRosterQuery,
                                           [](Stream& stream, const xml::Element& element) {
                                               Markup result = resultOf(element);
                                               result.set("to", stream.jid().full());
                                               result.add(Markup::element(ns::roster, "query"));
                                               stream.send(std::move(result));
                                           })},
        {"payload-name-wrong-condition",
         condition(Complaint::UnknownElementOfKnownNamespace, "internal-server-error")},

        // responses
        {"response-answered", refused(isStray, "service-unavailable")},
        {"response-answered-otherwise", refused(isStray, "bad-request")},
        {"iq-error-closes", hungUp([](Stream&, const xml::Element& element) {
             return isKind(element, "iq") && typeOf(element) == "error";
         })},

        // addressees
        {"iq-not-delivered", refused(requestFor(Goal::Connected), "service-unavailable")},
        {"result-not-delivered", dropped([](Stream& stream, const xml::Element& element) {
             return isResponse(element) && typeOf(element) == "result" &&
                    goalOf(stream, element) == Goal::Connected;
         })},
        {"iq-to-bare-jid-delivered",
         whenever(
             [](Stream& stream, const xml::Element& element) {
                 return isRequest(element) && goalOf(stream, element) == Goal::Account &&
                        !isAway(stream, element);
             },
             [](Stream& stream, const xml::Element& element) {
                 Markup copy = Markup::of(element);
                 copy.set("from", stream.jid().full());
                 stream.server().availableOf(userOf(element)).front()->send(std::move(copy), true);
             })},
        {"roster-request-to-anybody-is-own", whenever(
                                                 [](Stream& stream, const xml::Element& element) {
                                                     const Goal goal = goalOf(stream, element);
                                                     return isRosterRequest(element) && goal != Goal::Nobody;
                                                 },
                                                 [](Stream& stream, const xml::Element& element) {
                                                     Services(stream).answerForAccount(element);
                                                 })},
        {"roster-request-to-client-dropped", dropped([](Stream& stream, const xml::Element& element) {
             return isRosterRequest(element) && goalOf(stream, element) == Goal::Connected;
         })},
        {"iq-to-own-bare-jid-ignored", dropped([](Stream& stream, const xml::Element& element) {
             return isRequest(element) && element.attribute("to") == stream.jid().bare();
         })},
        {"iq-to-offline-user-ignored", dropped([](Stream& stream, const xml::Element& element) {
             return isRequest(element) && goalOf(stream, element) == Goal::Account &&
                    stream.server().resourcesOf(userOf(element)).empty();
         })},
        {"unknown-user-iq-condition", condition(Complaint::UnknownUserRequest, "item-not-found")},
        {"unknown-user-iq-result", resultForUnknownUser(ns::discoInfo)},
        {"unknown-user-ping-result", resultForUnknownUser(ns::ping)},
        {"unknown-user-vcard-result", resultForUnknownUser("vcard-temp")},
        {"iq-to-unknown-user-ignored", way(Complaint::UnknownUserRequest, Reaction::Way::Nothing)},
        {"absent-resource-recipient-unavailable",
         refused(
             [](Stream& stream, const xml::Element& element) {
                 const auto to = Jid::parse(element.attribute("to").value_or(""));
                 return isRequest(element) && to && !to->local.empty() && !to->resource.empty() &&
                        stream.server().isLocal(*to) && !stream.server().at(*to);
             },
             "recipient-unavailable", "wait")},
        {"discovery-of-absent-resource-refused-otherwise",
         refused(requestFor(Goal::AbsentResource, ns::discoInfo), "recipient-unavailable", "wait")},
        {"iq-to-absent-resource-ignored", way(Complaint::AbsentResourceRequest, Reaction::Way::Nothing)},
        {"iq-to-domain-resource-ignored", dropped(requestFor(Goal::ServerResource))},
        {"local-service-ignored", dropped([](Stream& stream, const xml::Element& element) {
             const auto to = Jid::parse(element.attribute("to").value_or(""));
             return isRequest(element) && to && to->domain.ends_with("." + stream.server().site().domain);
         })},

        // order
        {"roster-changes-late", changesRosterLate},
    };
    return faults;
}

}  // namespace xmppconf::faulty
