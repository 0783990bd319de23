#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// Always the same token, so that a test sees whether one was drawn.
class OneLetter final : public octets::Random {
  public:
    std::uint64_t next() override { return 0; }
};

inline Surroundings surroundings(std::string_view user, std::string_view password,
                                 std::string_view domain = "localhost") {
    static OneLetter random;
    Surroundings result;
    result.credentials = {std::string(user), std::string(domain), std::string(password)};
    result.random = &random;
    return result;
}

/// An exchange that can be made; the test fails where it cannot.
inline std::unique_ptr<Exchange> made(std::string_view action, const Attributes& attributes,
                                      const Surroundings& around) {
    Result<std::unique_ptr<Exchange>> exchange = makeExchange(action, attributes, around);
    if (exchange) return std::move(exchange).value();
    ADD_FAILURE() << action << ": " << exchange.error();
    return nullptr;
}

/// The field's value, or its sentence in square brackets.
inline std::string field(Exchange& exchange, std::string_view name) {
    const Result<std::string> value = exchange.get(name);
    return value ? value.value() : "[" + value.error() + "]";
}

/// Empty when the message was taken, else the sentence.
inline std::string taken(Exchange& exchange, std::string_view name, std::string_view message) {
    const Result<void> result = exchange.take(name, message);
    return result ? std::string() : result.error();
}

inline bool isSecret(const Exchange& exchange, std::string_view octets, std::string_view label) {
    for (const Secret& secret : exchange.secrets())
        if (secret.octets == octets && secret.label == label) return true;
    return false;
}

}  // namespace xmppconf::sasl
