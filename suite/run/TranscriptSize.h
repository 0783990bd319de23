#pragma once

#include <cstddef>
#include <numeric>

#include "harness/dialogue/Transcript.h"

namespace xmppconf::suite {

/// The memory that a transcript takes, in octets.
inline std::size_t octetsOf(const dialogue::Transcript& transcript) {
    return std::accumulate(transcript.begin(), transcript.end(), std::size_t{0},
                           [](std::size_t sum, const dialogue::TranscriptEntry& entry) {
                               return sum + sizeof entry + entry.octets.size();
                           });
}

}  // namespace xmppconf::suite
