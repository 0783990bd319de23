#pragma once

#include <cstddef>
#include <string>

#include "harness/dialogue/Transcript.h"
#include "reports/text/Palette.h"

namespace xmppconf::reports {

/// `text` on one line, harmless, and at most about `limit` octets long; what is left out is said.
std::string shortened(std::string_view text, std::size_t limit);

/// One entry as a line of a dialogue in the manner of the RFCs: time in seconds, connection, C: or S:.
std::string dialogueLine(const dialogue::TranscriptEntry& entry, const Palette& palette, std::size_t limit);

/// The same with the entry's own line breaks kept, each further line indented below the first.
std::string dialogueBlock(const dialogue::TranscriptEntry& entry, const Palette& palette, std::size_t limit);

}  // namespace xmppconf::reports
