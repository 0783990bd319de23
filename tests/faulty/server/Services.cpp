#include "tests/faulty/server/Services.h"

#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

const xml::Element& payloadOf(const xml::Element& request) {
    const xml::Node* node = request.firstChild;
    while (!node->element) node = node->next;
    return *node->element;
}

bool isKnownNamespace(std::string_view uri) {
    return uri == ns::ping || uri == ns::version || uri == ns::roster || uri == ns::discoInfo ||
           uri == ns::discoItems || uri == ns::session;
}

}  // namespace

void Services::answer(const xml::Element& request, Markup content) {
    Markup result = resultOf(request);
    result.set("to", stream_.jid().full());
    if (!content.name.empty()) result.add(std::move(content));
    stream_.send(std::move(result));
}

void Services::answer(const xml::Element& request) { answer(request, Markup()); }

void Services::answerForServer(const xml::Element& request) {
    const xml::Element& payload = payloadOf(request);
    const auto to = Jid::parse(request.attribute("to").value_or(""));
    const bool get = request.attribute("type") == "get";
    if (!to || !to->resource.empty()) {
        complain(stream_, request, Complaint::UnknownRequest);
    } else if (get && payload.is(ns::ping, "ping")) {
        answer(request);
    } else if (get && payload.is(ns::version, "query")) {
        Markup query = Markup::element(ns::version, "query");
        query.add(Markup::element(ns::version, "name")).say("an honest server");
        query.add(Markup::element(ns::version, "version")).say("1");
        answer(request, std::move(query));
    } else if (get && payload.is(ns::discoInfo, "query")) {
        Markup query = Markup::element(ns::discoInfo, "query");
        query.add(Markup::element(ns::discoInfo, "identity")).set("category", "server").set("type", "im");
        for (const auto& each : {ns::discoInfo, ns::ping, ns::version})
            query.add(Markup::element(ns::discoInfo, "feature")).set("var", each);
        answer(request, std::move(query));
    } else if (get && payload.is(ns::discoItems, "query")) {
        Markup query = Markup::element(ns::discoItems, "query");
        query.add(Markup::element(ns::discoItems, "item")).set("jid", stream_.server().localService());
        answer(request, std::move(query));
    } else if (!get && payload.is(ns::session, "session") && stream_.server().site().profile.session) {
        answer(request);
    } else {
        complain(stream_, request,
                 isKnownNamespace(payload.ns) ? Complaint::UnknownElementOfKnownNamespace
                                              : Complaint::UnknownRequest);
    }
}

void Services::answerForAccount(const xml::Element& request) {
    const xml::Element& payload = payloadOf(request);
    const bool get = request.attribute("type") == "get";
    if (payload.is(ns::roster, "query")) {
        roster(request, payload);
    } else if (!get && payload.is(ns::session, "session") && stream_.server().site().profile.session) {
        answer(request);
    } else if (get && payload.is(ns::ping, "ping")) {
        answer(request);
    } else {
        complain(stream_, request,
                 isKnownNamespace(payload.ns) ? Complaint::UnknownElementOfKnownNamespace
                                              : Complaint::UnknownRequest);
    }
}

void Services::roster(const xml::Element& request, const xml::Element& query) {
    auto& items = stream_.server().rosterOf(stream_.user());
    if (request.attribute("type") == "get") {
        Markup content = Markup::element(ns::roster, "query");
        for (const auto& [jid, item] : items) content.add(item);
        if (stream_.server().site().profile.rosterVersions && query.attribute("ver"))
            content.set("ver", std::to_string(stream_.server().rosterVersionOf(stream_.user())));
        answer(request, std::move(content));
        return;
    }
    const xml::Element* item = query.child(ns::roster, "item");
    const auto jid = item ? Jid::parse(item->attribute("jid").value_or("")) : std::nullopt;
    if (!jid) {
        complain(stream_, request, Complaint::BadResource);
        return;
    }
    Markup changed = Markup::of(*item);
    changed.set("jid", jid->bare());
    if (item->attribute("subscription") == "remove") {
        items.erase(jid->bare());
    } else {
        const auto known = items.find(jid->bare());
        const std::string* subscription =
            known == items.end() ? nullptr : known->second.attribute("subscription");
        changed.set("subscription", subscription ? *subscription : "none");
        items[jid->bare()] = changed;
    }
    answer(request);
    pushRoster(stream_.server(), stream_.user(), changed);
}

void pushRoster(Server& server, const std::string& user, const Markup& item) {
    const unsigned version = ++server.rosterVersionOf(user);
    for (Stream* each : server.resourcesOf(user)) {
        Markup push = Markup::element(ns::client, "iq");
        push.set("type", "set").set("id", "push-" + server.random().token(8)).set("to", each->jid().full());
        Markup& query = push.add(Markup::element(ns::roster, "query"));
        if (server.site().profile.rosterVersions) query.set("ver", std::to_string(version));
        query.add(item);
        each->send(std::move(push));
    }
}

}  // namespace xmppconf::faulty
