#include "harness/sasl/Base64.h"
#include "tests/fuzz/Input.h"

// Decoding undoes encoding, and takes nothing but what encoding writes.

using namespace xmppconf;

XMPPCONF_FUZZER(Base64) {
    const std::string_view octets = fuzz::Input(data, size).rest();
    const std::string encoded = sasl::encodeBase64(octets);
    fuzz::require(encoded.size() == (octets.size() + 2) / 3 * 4, "the length is not that of Base64");
    fuzz::require(sasl::decodeBase64(encoded) == octets, "what was encoded is not decoded again");
    if (const auto decoded = sasl::decodeBase64(octets)) {
        fuzz::require(sasl::encodeBase64(*decoded) == octets, "what encoding would not write was decoded");
    }
    return 0;
}
