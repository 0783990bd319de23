#include "harness/sasl/Anonymous.h"

#include "harness/sasl/Fields.h"
#include "harness/sasl/SingleMessage.h"

namespace xmppconf::sasl {

Result<std::unique_ptr<Exchange>> makeAnonymous(const Attributes& attributes, const Surroundings&) {
    return std::unique_ptr<Exchange>(
        std::make_unique<SingleMessage>("anonymous", givenOr(attributes, "trace", ""), Secrets()));
}

}  // namespace xmppconf::sasl
