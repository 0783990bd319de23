#include "tests/faulty/server/Reaction.h"

namespace xmppconf::faulty {

const Reactions<Offence>& honestOffences() {
    static const Reactions<Offence> reactions = {
        {Offence::UnknownHost, {"host-unknown"}},
        {Offence::WrongStreamNamespace, {"invalid-namespace"}},
        {Offence::WrongRoot, {"bad-format"}},
        {Offence::WrongContentNamespace, {"invalid-namespace"}},
        {Offence::ServersContentNamespace, {"invalid-namespace"}},
        {Offence::NotWellFormed, {"not-well-formed"}},
        {Offence::UndeclaredPrefix, {"not-well-formed"}},
        {Offence::BadUtf8, {"not-well-formed"}},
        {Offence::OtherEncoding, {"unsupported-encoding"}},
        {Offence::Comment, {"restricted-xml"}},
        {Offence::ProcessingInstruction, {"restricted-xml"}},
        {Offence::Doctype, {"restricted-xml"}},
        {Offence::EntityReference, {"restricted-xml"}},
        {Offence::TextBetweenStanzas, {"bad-format"}},
        {Offence::TooLarge, {"policy-violation"}},
        {Offence::StanzaBeforeLogin, {"not-authorized"}},
        {Offence::StanzaBeforeBinding, {"not-authorized"}},
        {Offence::UnknownElement, {"unsupported-stanza-type"}},
        {Offence::OtherUser, {"invalid-from"}},
        {Offence::TooManyTries, {"policy-violation"}},
        {Offence::TooManyBadResources, {"policy-violation"}},
        {Offence::ResourceTaken, {"conflict"}},
        {Offence::ContentPrefix, {"bad-namespace-prefix"}},
        {Offence::ExtendedNamespace, {"invalid-namespace"}},
    };
    return reactions;
}

const Reactions<Refusal>& honestRefusals() {
    static const Reactions<Refusal> reactions = {
        {Refusal::WrongPassword, {"not-authorized"}},
        {Refusal::UnknownUser, {"not-authorized"}},
        {Refusal::ForeignAuthzid, {"invalid-authzid"}},
        {Refusal::BadEncoding, {"incorrect-encoding"}},
        {Refusal::Malformed, {"malformed-request"}},
        {Refusal::UnknownMechanism, {"invalid-mechanism"}},
        {Refusal::NeedsTls, {"encryption-required"}},
        {Refusal::Aborted, {"aborted"}},
        {Refusal::ResponseWithoutAuth, {"malformed-request"}},
        {Refusal::BindingDiffers, {"not-authorized"}},
        {Refusal::ExtensionUnknown, {"malformed-request"}},
        {Refusal::Withheld, {"not-authorized"}},
    };
    return reactions;
}

const Reactions<Complaint>& honestComplaints() {
    using enum Reaction::Way;
    static const Reactions<Complaint> reactions = {
        {Complaint::UnknownRequest, {"service-unavailable", Error, "cancel"}},
        {Complaint::UnknownElementOfKnownNamespace, {"feature-not-implemented", Error, "cancel"}},
        {Complaint::BadIqType, {"bad-request", Error, "modify"}},
        {Complaint::RequestWithoutChild, {"bad-request", Error, "modify"}},
        {Complaint::RequestWithTwoChildren, {"bad-request", Error, "modify"}},
        {Complaint::UnknownUserRequest, {"service-unavailable", Error, "cancel"}},
        {Complaint::AbsentResourceRequest, {"service-unavailable", Error, "cancel"}},
        {Complaint::UnknownUserMessage, {"service-unavailable", Error, "cancel"}},
        {Complaint::MessageToServer, {"service-unavailable", Error, "cancel"}},
        {Complaint::BadPresenceType, {"bad-request", Error, "modify"}},
        {Complaint::MalformedTo, {"jid-malformed", Error, "modify"}},
        {Complaint::UnknownDomain, {"remote-server-not-found", Error, "cancel"}},
        {Complaint::BadResource, {"bad-request", Error, "modify"}},
        {Complaint::ResourceInUse, {"conflict", Error, "cancel"}},
        {Complaint::TooManyResources, {"resource-constraint", Error, "wait"}},
        {Complaint::SecondBinding, {"not-allowed", Error, "cancel"}},
    };
    return reactions;
}

}  // namespace xmppconf::faulty
