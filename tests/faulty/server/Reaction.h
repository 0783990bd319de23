#pragma once

#include <map>
#include <string>

namespace xmppconf::faulty {

/// What the server does about something that a client does wrong.
struct Reaction {
    enum class Way {
        Error,    ///< the error that is due, with the condition
        Nothing,  ///< goes on as if nothing had happened
        End,      ///< ends the connection without a word
        Deaf      ///< does not answer anything from here on
    };
    std::string condition;
    Way way = Way::Error;
    std::string type = "cancel";  ///< of a stanza error
};

/// What ends a stream (RFC 6120 section 4.9).
enum class Offence {
    UnknownHost,
    WrongStreamNamespace,
    WrongRoot,
    WrongContentNamespace,
    ServersContentNamespace,
    NotWellFormed,
    UndeclaredPrefix,
    BadUtf8,
    OtherEncoding,
    Comment,
    ProcessingInstruction,
    Doctype,
    EntityReference,
    TextBetweenStanzas,
    TooLarge,
    StanzaBeforeLogin,
    StanzaBeforeBinding,
    UnknownElement,
    OtherUser,  ///< the user who logs in is not the one of the protected header's from
    TooManyTries,
    TooManyBadResources,
    ResourceTaken,
    ContentPrefix,     ///< a stanza with a prefix
    ExtendedNamespace  ///< a stanza uses a namespace that only the header declares
};

/// Why a SASL exchange fails (section 6.5).
enum class Refusal {
    WrongPassword,
    UnknownUser,
    ForeignAuthzid,
    BadEncoding,
    Malformed,
    UnknownMechanism,
    NeedsTls,
    Aborted,
    ResponseWithoutAuth,
    BindingDiffers,  ///< or the gs2 header, or the nonce
    ExtensionUnknown,
    Withheld  ///< the mechanism lets nobody in
};

/// Why a stanza is answered with an error (section 8.3).
enum class Complaint {
    UnknownRequest,
    UnknownElementOfKnownNamespace,
    BadIqType,
    RequestWithoutChild,
    RequestWithTwoChildren,
    UnknownUserRequest,
    AbsentResourceRequest,
    UnknownUserMessage,
    MessageToServer,
    BadPresenceType,
    MalformedTo,
    UnknownDomain,
    BadResource,
    ResourceInUse,
    TooManyResources,
    SecondBinding
};

template <class Case>
using Reactions = std::map<Case, Reaction>;

/// What RFC 6120 wants.
const Reactions<Offence>& honestOffences();
const Reactions<Refusal>& honestRefusals();
const Reactions<Complaint>& honestComplaints();

}  // namespace xmppconf::faulty
