#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/dialogue/Transcript.h"

namespace xmppconf::reports {

/// What formats for CI systems keep of a transcript, in octets.
inline constexpr std::size_t kTestTranscript = 8 * 1024;
/// And of a try at it that does not count.
inline constexpr std::size_t kOtherTranscript = 2 * 1024;

/// The end of a transcript as lines of a dialogue, of about `limit` octets in all; the first line says how
/// many entries are left out, if any are. Harmless, without colour.
std::vector<std::string> transcriptExcerpt(const dialogue::Transcript& transcript, std::size_t limit);

}  // namespace xmppconf::reports
