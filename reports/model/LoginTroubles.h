#pragma once

#include <string>
#include <vector>

#include "reports/model/Listener.h"

namespace xmppconf::reports {

/// What does not work of the logins that a run tried, a sentence for each account and way to fail, in the
/// order of the accounts; first, how deep a login came where none came to its end. Empty: all is well. May
/// hold octets of the target.
std::vector<std::string> loginTroubles(const TargetFacts& facts);

/// "SCRAM-SHA-1-PLUS (tls-exporter)"
std::string mechanismText(const dialogue::Login& login);

}  // namespace xmppconf::reports
