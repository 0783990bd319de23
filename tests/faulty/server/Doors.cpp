#include "tests/faulty/server/Doors.h"

#include <string>
#include <utility>

#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

void tellFields(Stream& stream, const xml::Element& request, const std::string& user,
                const IqAuthDoor& door) {
    if (!door.asksStrangersToo && !stream.server().passwordOf(user)) {
        stream.send(errorOf(request, "not-authorized", "auth"));
        return;
    }
    Markup result = resultOf(request);
    Markup& query = result.add(Markup::element(kIqAuth, "query"));
    query.add(Markup::element(kIqAuth, "username")).say(user);
    query.add(Markup::element(kIqAuth, "password"));
    if (door.asksForResource) query.add(Markup::element(kIqAuth, "resource"));
    stream.send(std::move(result));
}

void letIn(Stream& stream, const xml::Element& request, const xml::Element& query, const IqAuthDoor& door) {
    const auto said = [&](std::string_view name) {
        const xml::Element* field = query.child(kIqAuth, name);
        return field ? std::string(field->text()) : std::string();
    };
    const std::string* right = stream.server().passwordOf(said("username"));
    if (said("resource").empty()) {
        stream.send(errorOf(request, "not-acceptable", "modify"));
    } else if (right && (!door.verifiesPasswords || *right == said("password"))) {
        stream.become(said("username"));
        stream.bindAs({said("username"), stream.jid().domain, said("resource")});
        stream.send(resultOf(request));
    } else {
        stream.send(errorOf(request, "not-authorized", "auth"));
    }
}

void take(Conduct& conduct, std::string_view ns, std::string_view name, Deal deal) {
    conduct.onElement.push_back([=](Stream& stream, const xml::Element& element) {
        if (!element.is(ns, name)) return false;
        deal(stream, element);
        return true;
    });
}

void refuseCompression(Stream& stream, const xml::Element& request) {
    const xml::Element* method = request.child(kCompress, "method");
    const bool known = method && method->text() == "zlib";
    Markup failure = Markup::element(kCompress, "failure");
    failure.add(Markup::element(kCompress, known ? "setup-failed" : "unsupported-method"));
    stream.send(std::move(failure));
}

void refuseResumption(Stream& stream, const xml::Element&) {
    Markup failed = Markup::element(kManagement, "failed");
    failed.add(Markup::element(ns::stanzaErrors, "item-not-found"));
    stream.send(std::move(failed));
}

void enable(Stream& stream, const xml::Element&) {
    if (!stream.bound()) {
        stream.send(Markup::element(kManagement, "failed"));
        return;
    }
    Markup enabled = Markup::element(kManagement, "enabled");
    stream.send(enabled.set("id", stream.server().random().token(16)).set("resume", "true"));
}

}  // namespace

void addIqAuth(Conduct& conduct, const IqAuthDoor& door) {
    conduct.onElement.push_back([door](Stream& stream, const xml::Element& element) {
        const xml::Element* query = element.is(ns::client, "iq") ? element.child(kIqAuth, "query") : nullptr;
        if (!query || stream.authenticated()) return false;
        const bool early = stream.server().site().profile.demandsTls && !stream.tls();
        if (early && !door.opensBeforeTls) return false;
        if (stream.sasl().failures() != 0 && !door.opensAfterFailure) {
            stream.streamError("policy-violation");
        } else if (element.attribute("type") == "set") {
            letIn(stream, element, *query, door);
        } else if (door.saysSo) {
            const xml::Element* name = query->child(kIqAuth, "username");
            tellFields(stream, element, name ? std::string(name->text()) : std::string(), door);
        } else {
            stream.send(errorOf(element, "service-unavailable", "cancel"));
        }
        return true;
    });
}

void addCompression(Conduct& conduct, Deal deal) {
    conduct.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
        const bool alone = stream.server().site().profile.demandsTls && !stream.tls();
        if (!features || alone || stream.authenticated()) return;
        features->add(Markup::element(kCompressFeature, "compression"))
            .add(Markup::element(kCompressFeature, "method"))
            .say("zlib");
    });
    take(conduct, kCompress, "compress", std::move(deal));
}

void addManagement(Conduct& conduct, Deal deal) {
    conduct.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
        if (features && stream.authenticated()) features->add(Markup::element(kManagement, "sm"));
    });
    take(conduct, kManagement, "enable", enable);
    take(conduct, kManagement, "resume", std::move(deal));
}

void addDoors(Conduct& conduct) {
    addIqAuth(conduct, {});
    addCompression(conduct, refuseCompression);
    addManagement(conduct, refuseResumption);
}

}  // namespace xmppconf::faulty
