#include "tests/faulty/server/Binding.h"

#include "tests/faulty/server/Answers.h"
#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

bool Binding::isRequest(const xml::Element& element) {
    return element.is(ns::client, "iq") && element.child(ns::bind, "bind") != nullptr &&
           (element.attribute("type") == "get" || element.attribute("type") == "set");
}

void Binding::handle(const xml::Element& request) {
    const BindConduct& conduct = stream_.conduct().bind;
    if (request.attribute("type") != "set") {
        complain(stream_, request, Complaint::RequestWithoutChild);
        return;
    }
    if (stream_.bound() && conduct.second == BindConduct::Second::Refuse) {
        complain(stream_, request, Complaint::SecondBinding);
        return;
    }
    if (conduct.second == BindConduct::Second::Instead) stream_.unbind();
    const std::size_t most = stream_.server().site().profile.mostResources;
    if (most != 0 && !stream_.bound() && stream_.server().resourcesOf(stream_.user()).size() >= most) {
        complain(stream_, request, Complaint::TooManyResources);
        return;
    }
    const xml::Element* asked = request.child(ns::bind, "bind")->child(ns::bind, "resource");
    if (!asked || !conduct.takesRequested) {
        bind(request, makeResource());
        return;
    }
    const auto resource =
        conduct.prepares ? conduct.prepares(asked->text()) : preparedResource(asked->text());
    if (resource) {
        bind(request, *resource);
    } else if (stream_.server().site().profile.replacesBadResources && !conduct.refusesBadResources) {
        bind(request, makeResource());
    } else {
        complain(stream_, request, Complaint::BadResource);
        if (conduct.triesBeforeEnd != 0 && ++refused_ >= conduct.triesBeforeEnd)
            stream_.refuse(Offence::TooManyBadResources);
    }
}

std::string Binding::makeResource() {
    const BindConduct& conduct = stream_.conduct().bind;
    return conduct.makes ? conduct.makes(stream_) : stream_.server().random().token(16);
}

void Binding::bind(const xml::Element& request, std::string resource) {
    const BindConduct& conduct = stream_.conduct().bind;
    Jid jid{stream_.user(), stream_.jid().domain, std::move(resource)};
    Stream* holder = stream_.server().at(jid);
    if (holder && holder != &stream_) {
        switch (conduct.conflict) {
            case BindConduct::Conflict::Refuse:
                complain(stream_, request, Complaint::ResourceInUse);
                return;
            case BindConduct::Conflict::Replace:
                jid.resource = stream_.server().random().token(16);
                break;
            case BindConduct::Conflict::EndHolder:
                holder->refuse(Offence::ResourceTaken);
                break;
            case BindConduct::Conflict::Ignore:
                break;
        }
    }
    stream_.bindAs(jid);
    Markup result = resultOf(request);
    result.add(Markup::element(ns::bind, "bind")).add(Markup::element(ns::bind, "jid")).say(jid.full());
    stream_.send(std::move(result));
}

}  // namespace xmppconf::faulty
