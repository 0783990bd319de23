#include "tests/faulty/server/PresenceRules.h"

#include <algorithm>

#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Services.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

bool hasNegativePriority(const Markup& presence) {
    const Markup* priority = presence.child(ns::client, "priority");
    return priority && !priority->content.empty() && priority->content.front().text.starts_with("-");
}

// "to" and "from" make "both".
void setSubscription(Server& server, const std::string& user, const std::string& contact, bool to,
                     bool from) {
    Markup& item = server.rosterOf(user)[contact];
    if (item.name.empty()) item = Markup::element(ns::roster, "item").set("jid", contact);
    item.set("subscription", to && from ? "both" : to ? "to" : from ? "from" : "none");
    pushRoster(server, user, item);
}

bool subscribes(Server& server, const std::string& user, const std::string& contact, std::string_view way) {
    const auto& roster = server.rosterOf(user);
    const auto item = roster.find(contact);
    const std::string* subscription = item == roster.end() ? nullptr : item->second.attribute("subscription");
    return subscription && (*subscription == way || *subscription == "both");
}

}  // namespace

bool PresenceRules::isSubscription(std::string_view type) {
    return type == "subscribe" || type == "subscribed" || type == "unsubscribe" || type == "unsubscribed";
}

void PresenceRules::broadcast(Markup presence) {
    const std::string* type = presence.attribute("type");
    if (type && *type != "unavailable") return;
    Server& server = stream_.server();
    if (!type) becomeAvailable(presence);
    std::vector<Stream*> watchers = server.availableOf(stream_.user());
    if (type) stream_.setAvailable(false);
    for (const auto& [contact, item] : server.rosterOf(stream_.user())) {
        const auto jid = Jid::parse(contact);
        if (!jid || !server.isLocal(*jid) || !subscribes(server, stream_.user(), contact, "from")) continue;
        const auto theirs = server.availableOf(jid->local);
        watchers.insert(watchers.end(), theirs.begin(), theirs.end());
    }
    for (Stream* each : watchers) {
        if (type && each == &stream_) continue;
        Markup copy = presence;
        copy.set("to", each->jid().full());
        each->send(std::move(copy), true);
    }
}

void PresenceRules::becomeAvailable(const Markup& presence) {
    Server& server = stream_.server();
    stream_.setAvailable(!hasNegativePriority(presence));
    if (!stream_.available()) return;
    for (Markup& kept : server.keptFor(stream_.user())) stream_.send(std::move(kept), true);
    server.keptFor(stream_.user()).clear();
}

void PresenceRules::subscription(Markup presence, const Jid& to) {
    Server& server = stream_.server();
    const std::string type = *presence.attribute("type");
    const std::string own = stream_.jid().bare();
    presence.set("from", own).set("to", to.bare());  // RFC 6120 section 8.1.2.1: bare JIDs
    if (!server.passwordOf(to.local)) return;
    if (type == "subscribed") {
        grant(to.local);
    } else if (type == "unsubscribed") {
        withdraw(to.local, stream_.user());
    } else if (type == "unsubscribe") {
        withdraw(stream_.user(), to.local);
    }
    for (Stream* each : server.availableOf(to.local)) each->send(presence, true);
    if (type != "subscribed") return;
    for (Stream* from : server.availableOf(stream_.user())) {
        for (Stream* each : server.availableOf(to.local)) {
            Markup current = Markup::element(ns::client, "presence");
            each->send(std::move(current.set("from", from->jid().full()).set("to", each->jid().full())),
                       true);
        }
    }
}

// To a stranger nothing is said: the answer unsubscribed would change nothing for somebody who has no
// subscription (RFC 6121 section 3.2.3).
void PresenceRules::probe(const Jid& to) {
    Server& server = stream_.server();
    if (!server.passwordOf(to.local) || !subscribes(server, to.local, stream_.jid().bare(), "from")) return;
    const auto available = server.availableOf(to.local);
    for (Stream* each : available) {
        Markup presence = Markup::element(ns::client, "presence");
        stream_.send(presence.set("from", each->jid().full()).set("to", stream_.jid().full()), true);
    }
    if (!available.empty()) return;
    Markup gone = Markup::element(ns::client, "presence");
    stream_.send(gone.set("type", "unavailable").set("from", to.bare()).set("to", stream_.jid().full()),
                 true);
}

void PresenceRules::grant(const std::string& watcher) {
    Server& server = stream_.server();
    const std::string own = stream_.jid().bare();
    const std::string theirs = Jid{watcher, server.site().domain, ""}.bare();
    setSubscription(server, stream_.user(), theirs, subscribes(server, stream_.user(), theirs, "to"), true);
    setSubscription(server, watcher, own, true, subscribes(server, watcher, own, "from"));
}

void PresenceRules::withdraw(const std::string& watcher, const std::string& watched) {
    Server& server = stream_.server();
    const std::string watcherJid = Jid{watcher, server.site().domain, ""}.bare();
    const std::string watchedJid = Jid{watched, server.site().domain, ""}.bare();
    setSubscription(server, watched, watcherJid, subscribes(server, watched, watcherJid, "to"), false);
    setSubscription(server, watcher, watchedJid, false, subscribes(server, watcher, watchedJid, "from"));
}

}  // namespace xmppconf::faulty
