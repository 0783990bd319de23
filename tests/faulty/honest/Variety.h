#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "tests/faulty/server/Conduct.h"

namespace xmppconf::faulty {

/// A server that conforms in another way: what it changes of the usual conduct is left to it by the
/// specifications.
struct Variety {
    std::string_view name;
    std::function<void(Conduct&)> apply;
};

/// The namespace of details that servers may add.
inline constexpr std::string_view kDetails = "urn:example:details";

/// All of them, and many together.
const std::vector<Variety>& varieties();

// One table for each area, each in a file of its own.
std::span<const Variety> pacingVarieties();
std::span<const Variety> spellingVarieties();
std::span<const Variety> loginVarieties();
std::span<const Variety> stanzaVarieties();
std::span<const Variety> negotiationVarieties();

}  // namespace xmppconf::faulty
