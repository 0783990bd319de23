#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/dialogue/Transcript.h"
#include "harness/judge/Check.h"
#include "harness/judge/Reason.h"
#include "harness/octets/TlsFacts.h"
#include "harness/sasl/Exchange.h"
#include "harness/vector/Vector.h"

namespace xmppconf::dialogue {

/// What stood in the way of a blocked vector.
struct Obstacle {
    enum class Kind {
        None,         ///< nothing that has a name
        Requirement,  ///< one that set-up rests on is broken
        Account,      ///< it does not log in, or not with the mechanism that the vector asks about
        Stranger,     ///< somebody else's session on the account
        Limit,        ///< one of ours
        Outage        ///< the server was not there
    };
    Kind kind = Kind::None;
    std::string id;  ///< of the requirement, JID of the account or the session, else what it was
};
std::string_view nameOf(Obstacle::Kind kind);  ///< "requirement", "account", …; empty with None

/// Why a vector was skipped: for what the target is, or for what the run lacks.
enum class SkippedFor { Target, Run };
std::string_view nameOf(SkippedFor whom);  ///< "target", "run"

/// What the attempts of one vector came to together (see suite/run/Attempts.h).
enum class Mark {
    None,
    Load,  ///< failed beside other conversations only, and passed twice alone
    Flaky  ///< failed alone, and passed another time
};
std::string_view nameOf(Mark mark);  ///< "load", "flaky"; empty with None

/// What became of one vector, or of one attempt at it; Conclusion.h says how it comes to its verdict. Holds
/// secrets until they are masked.
struct Outcome {
    const vector::Vector* vector = nullptr;
    judge::Verdict verdict = judge::Verdict::Error;
    judge::Reason why{};  ///< empty with pass
    std::vector<judge::Check> checks;
    bool whole = false;  ///< every action was carried out: no early end left a requirement unjudged
    /// Where it ended early: the action, behind the uses of fragments that lead to it.
    std::vector<vector::Place> ended{};
    Obstacle blockedBy{};  ///< of a blocked one
    bool givenUp = false;  ///< blocked by set-up that was not tried again: it never worked in this run
    bool gap = false;      ///< skipped for want of an account, though this run was to have two
    SkippedFor skippedFor = SkippedFor::Target;  ///< of a skipped one
    bool spoke = false;                          ///< something was sent to the server
    /// The server ended a stream or a handshake for a fault of its own (`judge::tellsOfLoad`; RFC 6120
    /// sections 4.9.3.8, 4.9.3.17 and 6.5.11).
    bool faltered = false;
    bool hurt = false;  ///< the server no longer served because of it: broken whatever the checks say
    octets::Duration duration{};
    Transcript transcript;
    std::vector<sasl::Secret> secrets;  ///< what must be masked in all of the above

    int attempt = 1;     ///< counts from 1; its random values are its own
    bool alone = false;  ///< no other conversation went on beside this attempt
    Mark mark = Mark::None;
    std::vector<Outcome> earlier{};  ///< all other attempts, in order; they have none themselves
    /// Of what tells of an invariant: the vectors in which it was broken; where none was, the first that gave
    /// occasion to judge it.
    std::vector<const vector::Vector*> seenIn{};

    // what the conversation showed of the target, for the head of the report
    std::optional<octets::TlsFacts> tls;
    std::vector<std::string> mechanisms;  ///< all offered
    std::vector<std::string> features;    ///< all offered, as {namespace}name
    std::vector<std::string> strangers;   ///< JIDs of others' sessions on its accounts that showed
    std::string saslFailure;              ///< condition of the last SASL failure; empty: none came

    std::string reason() const { return judge::sentence(why); }  ///< a sentence; empty with pass
};

}  // namespace xmppconf::dialogue
