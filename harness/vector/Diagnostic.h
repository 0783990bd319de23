#pragma once

#include <string>
#include <vector>

#include "harness/vector/Place.h"

namespace xmppconf::vector {

/// One mistake of an author.
struct Diagnostic {
    Place place;
    std::string sentence;  ///< "unknown attribute 'maxx'; did you mean 'max'?"
    std::string line;      ///< the source line, for the caret

    /// `file:line:column: sentence`, the source line, a caret under the column.
    std::string toString() const;
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace xmppconf::vector
