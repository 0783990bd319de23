#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "tests/faulty/server/Conduct.h"

namespace xmppconf::faulty {

/// A server that conforms in another way: what it changes of the usual conduct is left to it by the
/// specifications.
struct Variety {
    std::string_view name;
    std::function<void(Conduct&)> apply;
};

std::span<const Variety> varieties();

}  // namespace xmppconf::faulty
