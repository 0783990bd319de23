#pragma once

#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// RFC 4616. User and password go out as they are given: preparing them is the server's task there (section
/// 2), and a vector may want to see whether it does.
Result<std::unique_ptr<Exchange>> makePlain(const Attributes& attributes, const Surroundings& surroundings);

}  // namespace xmppconf::sasl
