#pragma once

#include <optional>
#include <string>

#include "harness/vector/Place.h"

namespace xmppconf::vector {

enum class Level { Must, Should, May };
std::string_view nameOf(Level level);  ///< "MUST", "SHOULD", "MAY"
/// The level is the given one or above it: MUST is above SHOULD.
inline bool isAtLeast(Level level, Level least) { return level <= least; }

/// Who is hurt when a requirement is broken, the worst first; vectors/README.md has the criteria.
enum class Impact { Security, Interoperability, Robustness, Form };
inline constexpr int kImpacts = 4;
std::string_view nameOf(Impact impact);  ///< "security", "interoperability", …

/// One normative statement that binds a server.
struct Requirement {
    std::string id;       ///< "RFC6120/4.3.3/new-stream-id"
    std::string spec;     ///< "RFC6120"
    std::string section;  ///< "4.3.3"
    Level level = Level::Must;
    std::optional<Impact> impact = Impact::Interoperability;  ///< nothing: not known, of an older report
    std::string attack;      ///< of Impact::Security: what an attacker gets, as a sentence
    std::string feature;     ///< name in RFC 6120 section 15; empty: none
    std::string text;        ///< one sentence in our own words
    std::string link;        ///< to the section
    std::string untestable;  ///< why it cannot be seen from outside; empty: it can
    Place place;
};

/// What it is ordered and filtered as.
inline Impact impactOf(const Requirement& requirement) {
    return requirement.impact.value_or(Impact::Interoperability);
}

}  // namespace xmppconf::vector
