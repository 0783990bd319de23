#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Invariant.h"
#include "harness/vector/Owed.h"
#include "harness/vector/Requirement.h"
#include "harness/vector/Vector.h"

namespace xmppconf::vector {

struct Specification {
    std::string id;  ///< "RFC6120"
    std::string title;
    std::string version;  ///< that was read: of an RFC its date, "2011-03"; empty: not said
    std::string errata;   ///< that were read: numbers with a blank between; "none"; empty: not known
};

struct Fault {
    std::string name;
    std::string text;  ///< what a server with this fault does
    Place place;
};

/// The text of something that vectors share, for those who want to read it.
struct NamedSource {
    std::string name;
    Place place;
    std::string text;  ///< as written
};

/// What the ids of `Corpus::always` begin with; the invariant's own follows.
inline constexpr std::string_view kAlways = "always/";

/// The vector that tells of an invariant.
Vector toldVector(const Invariant& invariant, const Requirement* requirement);

/// Everything that was loaded: immutable from then on and shared by all conversations.
struct Corpus {
    std::vector<Specification> specifications;
    std::map<std::string, Requirement, std::less<>> requirements;
    std::map<std::string, Fault, std::less<>> faults;
    std::vector<Vector> vectors;  ///< in the order of steps, then of files and lines
    std::vector<Invariant> invariants;
    std::vector<Owed> owed;
    std::vector<Guarded> guarded;
    /// How a run tells what became of each invariant: a vector without actions, one for one, `always/…`.
    std::vector<Vector> always;
    std::vector<NamedSource> fragments;  ///< in the order of files and lines

    const Vector* vector(std::string_view id) const;         ///< of `vectors`
    const Vector* toldOf(std::string_view invariant) const;  ///< of `always`, by the id of the invariant
};

}  // namespace xmppconf::vector
