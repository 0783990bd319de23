#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/Result.h"
#include "harness/sasl/Exchange.h"

namespace xmppconf::sasl {

/// One field of an exchange and the member function that tells it.
template <class E>
struct Field {
    std::string_view name;
    Result<std::string> (E::*value)();
};

Failure noSuchField(std::string_view action, std::string_view field);
/// For mechanisms whose server says nothing (or nothing of that name).
Failure takesNothing(std::string_view action, std::string_view field);

template <class E>
Result<std::string> valueOf(E& exchange, std::string_view action, std::span<const Field<E>> fields,
                            std::string_view name) {
    for (const Field<E>& field : fields)
        if (field.name == name) return (exchange.*field.value)();
    return noSuchField(action, name);
}

/// The attribute's value, or nothing when it was not written (which differs from an empty one).
std::optional<std::string> given(const Attributes& attributes, std::string_view name);
std::string givenOr(const Attributes& attributes, std::string_view name, std::string_view otherwise);

}  // namespace xmppconf::sasl
