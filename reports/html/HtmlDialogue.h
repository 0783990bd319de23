#pragma once

#include <string>

#include "harness/dialogue/Transcript.h"
#include "reports/html/Room.h"

namespace xmppconf::reports {

/// A transcript as a dialogue: who, when, what; events of TCP and TLS between it. When there is not enough
/// room, the beginning is left out, since what matters stands at the end.
std::string htmlDialogue(const dialogue::Transcript& transcript, Room& room);

}  // namespace xmppconf::reports
