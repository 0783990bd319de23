#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// The vectors that look after the run itself: how the server greets, and whether a login works. They are
/// part of a selection only by their own ids.
inline constexpr std::string_view kGreetingId = "stream/probe";     ///< a stream header, features
inline constexpr std::string_view kProtectedId = "features/probe";  ///< the same, protected as the run is
inline constexpr std::string_view kCanaryId = "session/canary";     ///< a whole login
/// The steps of the login from the mere connection upwards: without an account, and with one.
inline constexpr std::string_view kStepIds[] = {"stream/reachable", "stream/canary", kProtectedId};
inline constexpr std::string_view kLoginIds[] = {"sasl/canary", "restart/canary", kCanaryId};
inline constexpr std::string_view kAloneId = "session/alone";  ///< shows who else is logged in on an account
/// One vector for each mechanism, named in lower case behind this, and for each channel binding of a -PLUS.
inline constexpr std::string_view kControlPrefix = "sasl/control/";

/// Which vectors the user asked for.
struct SelectionRules {
    std::vector<std::string> select;  ///< empty: all
    std::vector<std::string> exclude;
    vector::Level level = vector::Level::May;  ///< a vector must judge something of that level or above
    std::set<vector::Impact> impacts{};  ///< and of one of these, for a list; a run takes all, so that it
                                         ///< changes no verdict; empty: all
};

/// A glob over vector ids, an id or the beginning of one up to a '/', a step's name, a requirement or the
/// beginning of one up to a '/' or '.', or a glob over requirements. Without regard to case.
bool matchesPattern(const vector::Vector& vector, const std::string& pattern);

/// It is one of those that look after the run itself.
bool looksAfterRun(const vector::Vector& vector);

/// The vectors asked for, in the corpus's order; a pattern that matches nothing is a mistake of the user.
Result<std::vector<const vector::Vector*>> selectVectors(const vector::Corpus& corpus,
                                                         const SelectionRules& rules);

}  // namespace xmppconf::suite
