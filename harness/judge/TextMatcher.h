#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/judge/Values.h"
#include "harness/vector/Template.h"

namespace xmppconf::judge {

/// A value found where a vector wrote `?{name}`, to be bound if the whole expectation is met.
struct Capture {
    std::string name;
    std::string value;
};

/// Matches a text against a template; a take in front of literal text ends at its first occurrence. The
/// sentence says in what the text differs.
Result<void> matchText(const vector::Template& wanted, std::string_view text, Values& values,
                       std::vector<Capture>& captures);

}  // namespace xmppconf::judge
