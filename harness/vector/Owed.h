#pragma once

#include <string>

#include "harness/vector/Pattern.h"
#include "harness/vector/Place.h"

namespace xmppconf::vector {

/// A kind of element that the server owes by a requirement of its own, whatever a vector asks about it. Where
/// none of the kind comes in a whole run, that requirement is why.
struct Owed {
    std::string requirement;  ///< a MUST
    Pattern pattern;
    /// An attribute that the server owes unchanged: an element that differs in it alone is of no use to those
    /// who wait for it. Empty: all of the element.
    std::string attribute;
    Place place;
};

/// A kind of element that the server gives by this mechanism to those only for whom it kept a requirement.
/// Where that is kept in no conversation of a whole run, it is why such an element comes unasked.
struct Guarded {
    std::string requirement;  ///< a MUST
    std::string mechanism;    ///< a regex for its whole name
    Pattern pattern;
    Place place;
};

}  // namespace xmppconf::vector
