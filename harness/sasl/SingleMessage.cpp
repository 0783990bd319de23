#include "harness/sasl/SingleMessage.h"

#include <utility>

#include "harness/sasl/Fields.h"

namespace xmppconf::sasl {

SingleMessage::SingleMessage(std::string_view action, std::string message, Secrets secrets)
    : action_(action), message_(std::move(message)), secrets_(std::move(secrets)) {}

Result<std::string> SingleMessage::get(std::string_view field) {
    if (field != "message") return noSuchField(action_, field);
    return message_;
}

Result<void> SingleMessage::take(std::string_view field, std::string_view) {
    return takesNothing(action_, field);
}

}  // namespace xmppconf::sasl
