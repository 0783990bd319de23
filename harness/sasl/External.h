#pragma once

#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// RFC 4422 appendix A: an authorization identity, or nothing for the one that the certificate names.
Result<std::unique_ptr<Exchange>> makeExternal(const Attributes& attributes,
                                               const Surroundings& surroundings);

}  // namespace xmppconf::sasl
