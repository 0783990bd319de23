#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/Result.h"
#include "harness/judge/Values.h"
#include "harness/vector/Action.h"

namespace xmppconf::judge {

/// How an assertion came out.
struct Comparison {
    bool holds = false;
    std::string expected;  ///< "c.stream-id differs from 'abc'"
    std::string actual;    ///< "it is 'abc'"
};

/// The sentence of a failure is about our own side: a name on the right that has no value.
Result<Comparison> compare(const vector::Assert& assertion, Values& values);

}  // namespace xmppconf::judge
