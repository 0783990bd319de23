#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "tests/wire/Pieces.h"

namespace xmppconf::wire {

/// How far a connection has come, as its proxy sees it.
struct Progress {
    bool loggedIn = false;
};

/// One deviation, by its name in vectors/specs/faults.xml: what it makes of a server's pieces.
struct WireFault {
    std::string_view name;
    std::function<void(Piece&, const Progress&)> change;
    /// The client's XML declaration after the login is answered with a stream error, and never seen by the
    /// server.
    bool refusesDeclaration = false;
};

std::span<const WireFault> wireFaults();
/// Null: there is none of that name.
const WireFault* wireFaultNamed(std::string_view name);

}  // namespace xmppconf::wire
