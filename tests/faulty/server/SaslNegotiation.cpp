#include "tests/faulty/server/SaslNegotiation.h"

#include <algorithm>

#include "tests/faulty/server/Names.h"
#include "tests/faulty/server/Server.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

std::vector<std::string> SaslNegotiation::offers() const {
    const Profile& profile = stream_.server().site().profile;
    if (!stream_.tls()) return profile.inClear;
    std::vector<std::string> offered = profile.overTls;
    if (!profile.externalForAll && stream_.wire().certifiedJid().empty()) std::erase(offered, "EXTERNAL");
    return offered;
}

bool SaslNegotiation::handles(const xml::Element& element) {
    return element.name == "auth" || element.name == "response" || element.name == "abort";
}

void SaslNegotiation::handle(const xml::Element& element) {
    if (stream_.authenticated()) {
        stream_.refuse(Offence::UnknownElement);
    } else if (element.name == "auth") {
        auth(element);
    } else if (element.name == "response") {
        respond(element);
    } else {
        auto underWay = std::move(mechanism_);
        fail(Refusal::Aborted);
        if (!stream_.conduct().abortEndsHandshake) mechanism_ = std::move(underWay);
    }
}

void SaslNegotiation::auth(const xml::Element& element) {
    auto underWay = std::move(mechanism_);
    name_ = element.attribute("mechanism").value_or("");
    const Profile& profile = stream_.server().site().profile;
    if (profile.demandsTls && !stream_.tls() && stream_.conduct().enforcesTls) {
        fail(Refusal::NeedsTls);
        return;
    }
    const auto offered = profile.demandsTls && !stream_.tls() ? profile.overTls : offers();
    if (std::find(offered.begin(), offered.end(), name_) == offered.end()) {
        fail(Refusal::UnknownMechanism);
        if (!stream_.conduct().refusedAuthEndsHandshake) mechanism_ = std::move(underWay);
        return;
    }
    first_ = stream_.conduct().otherAuthEndsHandshake ? nullptr : std::move(underWay);
    begin(name_, element.text());
}

void SaslNegotiation::begin(const std::string& name, const std::string& text) {
    name_ = name;
    const auto offered = offers();
    const bool plus = std::any_of(offered.begin(), offered.end(),
                                  [](const std::string& each) { return each.ends_with("-PLUS"); });
    mechanism_ = makeMechanism(name_, {stream_.server(), stream_.wire(), plus});
    if (text.empty()) {
        step(mechanism_->begin());
        return;
    }
    const auto initial = text == "=" ? std::optional<std::string>("") : decoded(text);
    if (initial) {
        step(mechanism_->respond(*initial));
    } else {
        fail(Refusal::BadEncoding);
    }
}

void SaslNegotiation::respond(const xml::Element& element) {
    if (!mechanism_) {
        fail(Refusal::ResponseWithoutAuth);
        return;
    }
    const auto response = decoded(element.text());
    if (!response) {
        fail(Refusal::BadEncoding);
    } else if (!answersFirst(*response)) {
        step(mechanism_->respond(*response));
    }
}

bool SaslNegotiation::answersFirst(const std::string& response) {
    const auto first = std::move(first_);
    const SaslStep outcome = first ? first->respond(response) : SaslStep::failure(Refusal::WrongPassword);
    if (outcome.kind != SaslStep::Kind::Success) return false;
    succeed(first->user(), outcome.data);
    return true;
}

std::optional<std::string> SaslNegotiation::decoded(const std::string& text) const {
    return stream_.conduct().decodes(text);
}

void SaslNegotiation::step(const SaslStep& step) {
    switch (step.kind) {
        case SaslStep::Kind::Challenge:
            challenge(step.data);
            break;
        case SaslStep::Kind::Success: {
            namedUser_ = userNamedBy(mechanism_->authzid());
            const bool obeys = stream_.conduct().obeysAuthzids && !namedUser_.empty();
            const std::string user = obeys ? namedUser_ : mechanism_->user();
            if (stream_.conduct().withholds && stream_.conduct().withholds(name_)) {
                fail(Refusal::Withheld);
            } else if (correlates(user) || !stream_.refuse(Offence::OtherUser)) {
                succeed(user, step.data);
            }
            break;
        }
        case SaslStep::Kind::Failure:
            fail(step.refusal);
            break;
    }
}

std::string SaslNegotiation::userNamedBy(const std::string& authzid) const {
    std::string user = authzid.substr(0, authzid.find('@'));
    return stream_.server().passwordOf(user) ? user : std::string();
}

bool SaslNegotiation::correlates(const std::string& user) const {
    const std::string from = stream_.clientAttribute("from");
    const Conduct& conduct = stream_.conduct();
    if (from.empty() || !stream_.tls() || !conduct.verifiesHeaderFrom) return true;
    if (name_ == "EXTERNAL" && !conduct.verifiesCertifiedFrom) return true;
    const auto jid = Jid::parse(from);
    return jid && jid->local == user && stream_.server().isLocal(*jid);
}

void SaslNegotiation::challenge(const std::optional<std::string>& data) {
    Markup element = Markup::element(ns::sasl, "challenge");
    if (data) element.say(data->empty() ? "=" : stream_.conduct().encodes(*data));
    stream_.send(std::move(element));
}

void SaslNegotiation::succeed(const std::string& user, const std::optional<std::string>& data) {
    mechanism_.reset();
    Markup element = Markup::element(ns::sasl, "success");
    if (data) element.say(data->empty() ? "=" : stream_.conduct().encodes(*data));
    stream_.send(std::move(element));
    stream_.logIn(user);
}

void SaslNegotiation::fail(Refusal refusal) {
    const Reaction& reaction = stream_.conduct().refusals.at(refusal);
    switch (reaction.way) {
        case Reaction::Way::Nothing:
            return;
        case Reaction::Way::Deaf:
            stream_.goDeaf();
            return;
        case Reaction::Way::End:
            stream_.hangUp();
            return;
        case Reaction::Way::Error:
            failWith(reaction.condition);
    }
}

void SaslNegotiation::failWith(const std::string& condition) {
    if (stream_.conduct().failureEndsHandshake) mechanism_.reset();
    Markup element = Markup::element(ns::sasl, "failure");
    element.add(Markup::element(ns::sasl, condition));
    stream_.send(std::move(element));
    ++failures_;
    const int limit = stream_.conduct().triesBeforeEnd;
    if (limit != 0 && failures_ >= limit) stream_.refuse(Offence::TooManyTries);
}

}  // namespace xmppconf::faulty
