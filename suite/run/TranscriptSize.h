#pragma once

#include <cstddef>

#include "harness/dialogue/Transcript.h"

namespace xmppconf::suite {

/// The memory that a transcript takes, in octets.
std::size_t octetsOf(const dialogue::Transcript& transcript);

/// Leaves the beginning and the end of a conversation, and of each entry its beginning; says how much is
/// left out. What remains is about 20 entries of 1,000 octets.
void shorten(dialogue::Transcript& transcript);

}  // namespace xmppconf::suite
