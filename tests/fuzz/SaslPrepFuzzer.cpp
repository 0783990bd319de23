#include "harness/sasl/Charset.h"
#include "harness/sasl/SaslPrep.h"
#include "tests/fuzz/Input.h"

// What is prepared stays what it is when prepared again, holds no control characters, and is never quoted.

using namespace xmppconf;
using sasl::Unassigned;

XMPPCONF_FUZZER(SaslPrep) {
    const std::string_view text = fuzz::Input(data, size).rest();
    for (const auto unassigned : {Unassigned::Refused, Unassigned::Allowed}) {
        const auto prepared = sasl::saslPrep(text, unassigned);
        if (!prepared) {
            fuzz::requireQuotesNothing(prepared.error());
            fuzz::require(!fuzz::isPrintable(text), "harmless text was refused");
            continue;
        }
        fuzz::require(sasl::isUtf8(text) && sasl::isUtf8(prepared.value()), "it is not UTF-8");
        fuzz::require(!fuzz::isPrintable(text) || prepared.value() == text, "harmless text was changed");
        for (const char c : prepared.value()) {
            fuzz::require(static_cast<unsigned char>(c) >= ' ' && c != '\x7f', "a control character is left");
        }
        const auto again = sasl::saslPrep(prepared.value(), unassigned);
        fuzz::require(again && again.value() == prepared.value(), "prepared again, it is another text");
    }
    const auto stored = sasl::saslPrep(text, Unassigned::Refused);
    const auto query = sasl::saslPrep(text, Unassigned::Allowed);
    fuzz::require(!stored || (query && query.value() == stored.value()), "a query is prepared differently");
    return 0;
}
