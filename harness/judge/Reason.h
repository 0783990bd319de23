#pragma once

#include <string>
#include <vector>

#include "harness/judge/Came.h"
#include "harness/vector/Place.h"
#include "harness/vector/Requirement.h"

namespace xmppconf::judge {

struct Check;

/// Why an outcome has its verdict. Holds the peer's octets, and secrets until they are masked.
struct Reason {
    enum class Kind {
        None,               ///< it passed
        Said,               ///< `actual` is the whole sentence
        Broken,             ///< the requirement is: `expected`, `actual`; `seenIn` of an invariant
        SetUpFailed,        ///< the action at `place`: `expected`, `actual`
        SetUpGivenUp,       ///< the action at `place` failed alike in other vectors: `actual` the last time
        Undecided,          ///< what came neither meets nor breaks anything: `expected`, `actual`
        Spoiled,            ///< `actual` breaks the requirement, which all traffic must keep
        NoBranchFits,       ///< of the choices at `place`
        NoCheck,            ///< the branch taken has none
        Interrupted,        ///< the run was
        EndedBefore,        ///< the requirement could be judged; `beside` ended it
        Stranger,           ///< `actual`, a JID of somebody else on the account; `beside`
        BrokenBefore,       ///< the requirement, by what the vector builds on; `beside`
        BrokenEverywhere,   ///< the requirement, wherever it was asked for; `beside`
        NoLoginAfterwards,  ///< the server takes none any more, `actual` says why; `beside`
        NoAnswerMeanwhile,  ///< the server stopped answering, `actual` says how
        Faltered,           ///< the server spoke of a fault of its own beside others; `beside`
        OwnError            ///< an exception of ours, `actual`
    };
    Kind kind = Kind::None;
    std::string requirement{};
    vector::Level level = vector::Level::Must;
    vector::Place place{};
    std::vector<std::string> expected{};
    std::string actual{};
    Came::Kind came = Came::Kind::Untold;  ///< what `actual` tells of
    std::vector<std::string> seenIn{};     ///< ids of vectors
    /// At most one: what the outcome came to beside this; of Broken, why it could not go on afterwards.
    std::vector<Reason> beside{};

    bool empty() const { return kind == Kind::None; }
};

Reason said(std::string text);  ///< nothing of an empty text
Reason broken(const Check& check);

/// In English; empty with None. The only place where such a reason is put into words: Said brings its own.
std::string sentence(const Reason& reason);

std::string alternatives(const std::vector<std::string>& expected);  ///< "a or b", shortened
/// "seen in 4 vectors: a, b, c and 1 more"
std::string seenInText(const std::vector<std::string>& ids);

}  // namespace xmppconf::judge
