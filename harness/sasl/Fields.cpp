#include "harness/sasl/Fields.h"

#include <fmt/format.h>

namespace xmppconf::sasl {

Failure noSuchField(std::string_view action, std::string_view field) {
    return {fmt::format("{} has no field called {}", action, field)};
}

Failure takesNothing(std::string_view action, std::string_view field) {
    return {fmt::format("{} takes no message called {}", action, field)};
}

std::optional<std::string> given(const Attributes& attributes, std::string_view name) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) return std::nullopt;
    return found->second;
}

std::string givenOr(const Attributes& attributes, std::string_view name, std::string_view otherwise) {
    return given(attributes, name).value_or(std::string(otherwise));
}

}  // namespace xmppconf::sasl
