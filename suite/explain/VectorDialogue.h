#pragma once

#include <string>

#include "harness/vector/Action.h"

namespace xmppconf::suite {

/// Actions as a dialogue for people: what the client says behind `C:`, what the server is to say behind `S:`,
/// everything else in words. Fragments that judge nothing are named only, unless the `whole` is asked for.
/// Names of connections are shown where there are several.
std::string dialogueText(const vector::Actions& actions, bool whole);

}  // namespace xmppconf::suite
