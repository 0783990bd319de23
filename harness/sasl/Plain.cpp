#include "harness/sasl/Plain.h"

#include "harness/sasl/Fields.h"
#include "harness/sasl/SingleMessage.h"

namespace xmppconf::sasl {

Result<std::unique_ptr<Exchange>> makePlain(const Attributes& attributes, const Surroundings& surroundings) {
    const std::string password = givenOr(attributes, "password", surroundings.credentials.password);
    std::string message = givenOr(attributes, "authzid", "");
    message += '\0';
    message += givenOr(attributes, "user", surroundings.credentials.user);
    message += '\0';
    message += password;

    Secrets secrets;
    secrets.addPassword(password);
    secrets.add(message, "PLAIN message");
    return std::unique_ptr<Exchange>(
        std::make_unique<SingleMessage>("plain", std::move(message), std::move(secrets)));
}

}  // namespace xmppconf::sasl
