#include "harness/sasl/External.h"

#include "harness/sasl/Fields.h"
#include "harness/sasl/SingleMessage.h"

namespace xmppconf::sasl {

Result<std::unique_ptr<Exchange>> makeExternal(const Attributes& attributes, const Surroundings&) {
    return std::unique_ptr<Exchange>(
        std::make_unique<SingleMessage>("external", givenOr(attributes, "authzid", ""), Secrets()));
}

}  // namespace xmppconf::sasl
