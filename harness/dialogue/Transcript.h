#pragma once

#include <string>
#include <vector>

#include "harness/octets/Clock.h"

namespace xmppconf::dialogue {

struct TranscriptEntry {
    enum class Kind { Sent, Received, Event };
    octets::Duration at{};  ///< since the vector began
    std::string conn;
    Kind kind = Kind::Event;
    std::string octets;   ///< as they went over the wire (inside TLS), or the event as a sentence
    std::size_t cut = 0;  ///< octets that are left out behind these
};

/// All that happened on all connections of one vector, in order.
using Transcript = std::vector<TranscriptEntry>;

}  // namespace xmppconf::dialogue
