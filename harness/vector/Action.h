#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/vector/Pattern.h"
#include "harness/vector/Place.h"
#include "harness/vector/Template.h"

namespace xmppconf::vector {

struct Action;
using Actions = std::vector<Action>;

enum class Yes { Required, Optional, Forbidden };

struct Connect {
    enum class Tls { AsRun, None, Direct };
    Tls tls = Tls::AsRun;
    std::string certificate;  ///< role whose client certificate is shown; empty: none
};
struct StartTls {
    std::string certificate;
    std::string selfSigned;     ///< role whose JID stands in a certificate made on the spot; empty: none
    std::string unknownIssuer;  ///< the same, from an authority made on the spot
    std::string highestVersion;
    bool namesServer = true;       ///< in the handshake
    bool failureAccepted = false;  ///< a handshake that the server lets fail is as good, and ends the vector
};
/// A piece of what is sent, in order.
struct Octets {
    std::string octets;
};
struct Split {};  ///< a new write begins here
struct Pause {
    octets::Duration duration{};
};                    ///< flush, then wait
struct NewStream {};  ///< for the check of our own XML: a new document begins
using SendPart = std::variant<Template, Octets, Split, Pause, NewStream>;
struct Send {
    std::vector<SendPart> parts;
    bool malformed = false;  ///< not checked for well-formedness
    std::size_t chunk = 0;   ///< writes of at most so many octets; 0: as it comes
};
struct Restart {};  ///< a new stream on the same connection begins, both ways
struct Expect {
    Pattern pattern;
};
struct ExpectHeader {
    std::vector<AttributePattern> attributes;
};
struct ExpectEnd {
    Yes tag = Yes::Required;  ///< the server's </stream:stream>
    bool connection = true;   ///< the connection must end too
    bool reply = true;        ///< answer the server's closing tag with ours
};
struct ExpectNothing {
    std::optional<Pattern> pattern;  ///< nothing: any data at all
    bool fence = false;              ///< prove it with a request instead of a quiet time
};
struct When;
struct OneOf {
    std::vector<When> alternatives;
};
struct AllOf {
    std::vector<Pattern> patterns;
};
struct Need {
    enum class Else { Skip, Fail, Block };
    std::string mechanism;    ///< offered by the features received last
    std::string featureNs;    ///< and the features' child of that namespace
    std::string featureName;  ///< and of that local name; empty: any
    std::string tls;          ///< "on", "off", "certificate-requested": state of the connection
    std::string run;          ///< "loopback", "starttls", "direct", "none": facts of the run
    Else otherwise = Else::Skip;
    std::string why;  ///< a sentence for the report; empty: a made one
};
/// The conversation ends here: what the vector asks cannot be seen on a server that answers so.
struct Skip {
    std::string why;  ///< a sentence for the report
};
struct Assert {
    enum class Test { Equals, DiffersFrom, Matches, StartsWith, Present, Absent, AtLeast, AtMost, Distinct };
    Test test = Test::Equals;
    std::vector<std::string> names;  ///< one; for Distinct two or more
    Template than;                   ///< the other side, a regex for Matches
    std::string skip;                ///< why the vector is skipped where it does not hold; empty: it is not
};
struct Let {
    std::string name;
    Template value;
};
struct SaslExchange {
    std::string action;  ///< "scram", "digest-md5", …: a sasl::MechanismForm
    std::string name;
    std::string account;  ///< role; empty where the mechanism needs none
    std::vector<std::pair<std::string, Template>> attributes;
};
struct If {
    std::string mechanism, featureNs, featureName, tls, run;  ///< as in Need; all given must hold
    std::string account;     ///< role that logs in with `mechanism`: no login of it failed in this run
    std::string binding;     ///< with `account`: the channel binding that its login with a -PLUS worked with
    bool otherwise = false;  ///< <else>
    std::shared_ptr<const Actions> actions;
};
struct Choose {
    std::vector<If> branches;
};
/// A fragment's actions where it was used; they carry their own places.
struct Use {
    std::string fragment;
    std::shared_ptr<const Actions> actions;
};
struct Close {};  ///< our closing tag, then as ExpectEnd
struct Drop {
    bool reset = false;
};  ///< the connection ends without a word

struct When {
    Place place;
    std::string note;
    std::vector<std::string> breaks;  ///< names of judges that this answer breaks
    std::vector<std::string> leaves;  ///< those that it says nothing about
    std::shared_ptr<const Actions>
        actions;  ///< the first is an Expect, ExpectHeader, ExpectEnd or ExpectNothing
};

struct Action {
    using Body =
        std::variant<Connect, StartTls, Send, Restart, Expect, ExpectHeader, ExpectEnd, ExpectNothing, OneOf,
                     AllOf, Need, Skip, Assert, Let, SaslExchange, Choose, Use, Close, Drop>;
    Place place;
    std::string conn;              ///< resolved: inherited names are filled in by the loader
    std::vector<std::string> req;  ///< names of judges; empty: set-up
    std::string rests;             ///< id of the requirement that set-up rests on; empty: none is named
    std::optional<octets::Duration> within;  ///< nothing: the run's time-out
    Body body;
};

}  // namespace xmppconf::vector
