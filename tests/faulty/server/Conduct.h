#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/sasl/Base64.h"
#include "harness/xml/StreamEvent.h"
#include "tests/faulty/server/Markup.h"
#include "tests/faulty/server/Reaction.h"
#include "tests/faulty/server/Spelling.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

class Stream;

/// The server's stream header.
struct Header {
    bool declaration = true;
    std::optional<std::string> from, to, id, version, lang;
    std::string streamNs, contentNs;
    bool beforeError = false;  ///< only a stream error follows
    Spelling spelling;
};

/// An element on its way out.
struct Outgoing {
    Markup element;
    bool relayed = false;  ///< another client's stanza
    int copies = 1;        ///< 0: it is not sent at all
    Spelling spelling;
};

/// The server's first message of SCRAM, as its parts.
struct ScramFirst {
    std::string clientNonce, serverNonce;
    std::optional<std::string> salt;  ///< not yet Base64
    std::optional<unsigned> iterations;
};

struct ScramConduct {
    bool verifiesNonce = true;
    bool verifiesBinding = true;
    bool knowsEveryBinding = false;
    bool bindsWithoutPlus = false;  ///< takes every channel binding type, and looks at no data
    bool refusesMandatoryExtensions = true;
    bool refusesMandatoryExtensionsLate = true;  ///< those of the final message
    bool refusesOptionalExtensions = false;
    bool refusesDowngrade = true;
    bool dropsBadEscapes = false;  ///< of user names: what begins with them does not count
    bool refusesFlagY = false;     ///< also where no channel binding is on offer
    std::function<bool(std::string_view)> takesNonce;  ///< of the client; null: every one that is one
    bool refusesUnknownUsersLate = true;
    bool finalMessageWithSuccess = true;
    unsigned iterations = 4096;
    std::function<void(ScramFirst&)> first;            ///< changes what is said, not what is computed with
    std::function<void(std::string& signature)> last;  ///< changes the server signature
};

struct DigestConduct {
    bool verifiesNonce = true;
    bool takesAnyNonce = false;  ///< and computes with it
    bool verifiesNonceCount = true;
    bool verifiesDigestUri = true;
    bool refusesSecondDirectives = true;  ///< else the first of a name counts
    bool refusesOtherQualities = true;    ///< than it offers
    /// Names and values of the challenge, as they are written.
    std::function<void(std::vector<std::pair<std::string, std::string>>&)> challenge;
    std::function<void(std::optional<std::string>& rspauth)> last;
};

struct BindConduct {
    /// Makes up a resource; null: a random one.
    std::function<std::string(Stream&)> makes;
    bool takesRequested = true;
    std::function<std::optional<std::string>(std::string_view)> prepares;  ///< null: as RFC 6120 has it
    int triesBeforeEnd = 8;            ///< refused resources in one stream; 0: any number
    bool refusesBadResources = false;  ///< also where the profile replaces them
    enum class Conflict { Refuse, Replace, EndHolder, Ignore } conflict = Conflict::Replace;
    enum class Second { Refuse, Beside, Instead } second = Second::Refuse;  ///< on the same stream
    bool worksBeforeLogin = false;
};

/// How a server behaves at each decision. Honest as it stands; a fault changes one thing. Shared by all
/// streams and immutable while they live: what a hook wants to remember belongs to `Stream::notes` or
/// `Server::notes`. Hooks run one after the other, in the order in which they were added.
struct Conduct {
    template <class... Arguments>
    using Hooks = std::vector<std::function<void(Stream&, Arguments...)>>;
    template <class... Arguments>
    using Takers = std::vector<std::function<bool(Stream&, Arguments...)>>;

    // What comes in.
    Hooks<> onConnected;
    Hooks<std::string&> onRead;                      ///< octets before they are read, one write at a time
    Takers<const xml::StreamEvent&> onClientHeader;  ///< true: it has been dealt with
    Takers<const xml::Element&> onElement;           ///< true: it has been dealt with
    Takers<> onClosingTag;                           ///< true: it has been dealt with

    // What goes out.
    Hooks<Header&> onHeader;
    Hooks<std::optional<Markup>&> onFeatures;  ///< nothing: no features are sent
    Hooks<Outgoing&> onSend;
    Hooks<std::string&> onWrite;  ///< octets before they leave

    // Streams.
    Reactions<Offence> offences = honestOffences();
    bool headerBeforeErrors = true;
    bool closesAfterErrors = true;
    bool sendsClosingTag = true;  ///< when a stream ends, by whomever
    bool endsConnection = true;   ///< after the client's closing tag
    TlsEnd tlsEnd = TlsEnd::CloseNotify;
    bool freesResources = true;  ///< when a stream ends

    // STARTTLS.
    bool shakesHands = true;  ///< after proceed
    TlsManner handshake;
    bool endsAfterFailedHandshake = true;
    bool enforcesTls = true;  ///< where the profile demands it
    /// What came in the clear behind the command is thrown away, read after TLS, or dealt with at once.
    enum class BehindStartTls { Discard, AfterTls, InTheClear } behindStartTls = BehindStartTls::Discard;
    Hooks<> onFailedHandshake;

    // SASL.
    Reactions<Refusal> refusals = honestRefusals();
    std::function<std::optional<std::string>(std::string_view)> decodes = sasl::decodeBase64;
    std::function<std::string(std::string_view)> encodes = sasl::encodeBase64;
    bool verifiesPasswords = true;
    bool verifiesUsers = true;     ///< else unknown ones are let in
    bool verifiesAuthzids = true;  ///< else everybody may act for everybody
    bool takesAuthzids = true;     ///< else nobody may give one
    bool comparesAuthzidDomains = true;
    bool obeysAuthzids = false;            ///< who gives one is that user from here on
    bool takesCapitalNames = true;         ///< for the same in small letters
    bool keepsCapitalNames = false;        ///< who typed them has them in the JID
    bool refusedAuthEndsHandshake = true;  ///< that was under way
    bool otherAuthEndsHandshake = true;    ///< else its challenge may still be answered
    bool abortEndsHandshake = true;
    bool failureEndsHandshake = true;
    bool verifiesHeaderFrom = true;
    bool verifiesCertifiedFrom = true;  ///< the same for EXTERNAL
    bool externalNeedsCertificate = true;
    int triesBeforeEnd = 6;                                     ///< failures in one stream; 0: any number
    std::function<bool(std::string_view mechanism)> withholds;  ///< mechanisms that let nobody in
    bool restartsAfterSasl = true;                              ///< else the old stream goes on
    ScramConduct scram;
    DigestConduct digest;

    // Binding and stanzas.
    BindConduct bind;
    Reactions<Complaint> complaints = honestComplaints();
    bool stampsFrom = true;
    bool addsLanguage = true;
};

}  // namespace xmppconf::faulty
