#pragma once

#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// RFC 4505: trace information for the server's log, or nothing.
Result<std::unique_ptr<Exchange>> makeAnonymous(const Attributes& attributes,
                                                const Surroundings& surroundings);

}  // namespace xmppconf::sasl
