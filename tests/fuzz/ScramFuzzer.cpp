#include <fmt/format.h>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Exchange.h"
#include "harness/sasl/ScramMessages.h"
#include "tests/fuzz/Input.h"

// Pieces: the client's nonce, server-first, server-final. What is read is what was written, the client
// answers whatever was taken, and no sentence quotes a message.

using namespace xmppconf;

namespace {

constexpr std::size_t kFewDigits = 2;  // of an iteration count that costs no time

void readsTheSameWritten(const sasl::ServerFirst& first, std::string_view clientNonce) {
    fuzz::require(first.nonce == std::string(clientNonce) + first.serverNonce, "the nonce has other parts");
    fuzz::require(!first.serverNonce.empty() && !first.salt.empty(), "an empty part was taken");
    const bool number = first.iterations.find_first_not_of("0123456789") == std::string::npos;
    fuzz::require(number && !first.iterations.empty() && first.iterations.front() != '0',
                  "the iterations are no number above 0");
    const auto again = sasl::parseServerFirst(
        fmt::format("r={},s={},i={}", first.nonce, sasl::encodeBase64(first.salt), first.iterations),
        clientNonce);
    fuzz::require(again && again.value().nonce == first.nonce && again.value().salt == first.salt &&
                      again.value().iterations == first.iterations,
                  "written again, it reads differently");
}

std::string valueOf(sasl::Exchange& exchange, std::string_view field) {
    const auto value = exchange.get(field);
    if (!value) fuzz::fail(fmt::format("{} is not told: {}", field, value.error()));
    return value.value();
}

void answers(sasl::Exchange& exchange) {
    const std::string final = valueOf(exchange, "client-final");
    fuzz::require(final == valueOf(exchange, "client-final-without-proof") +
                               ",p=" + sasl::encodeBase64(valueOf(exchange, "client-proof")),
                  "client-final has other parts");
    const std::string signature = valueOf(exchange, "expected-server-signature");
    const auto taken = exchange.take("server-final", "v=" + sasl::encodeBase64(signature));
    fuzz::require(taken.ok() && valueOf(exchange, "server-signature") == signature,
                  "the right signature is not taken");
}

}  // namespace

XMPPCONF_FUZZER(Scram) {
    fuzz::Input input(data, size);
    const std::string nonce(input.piece());
    const std::string_view serverFirst = input.piece();
    const auto first = sasl::parseServerFirst(serverFirst, nonce);
    if (first) {
        readsTheSameWritten(first.value(), nonce);
    } else {
        fuzz::requireQuotesNothing(first.error());
    }

    sasl::Surroundings surroundings;
    surroundings.credentials = {"user", "localhost", "pencil"};
    auto made = sasl::makeExchange("scram", {{"hash", "SHA-1"}, {"nonce", nonce}}, surroundings);
    if (!made) return 0;
    sasl::Exchange& exchange = *made.value();
    const auto taken = exchange.take("server-first", serverFirst);
    fuzz::require(taken.ok() == first.ok(),
                  "the exchange takes what is no server-first, or does not take one");
    const std::string_view serverFinal = input.piece();
    if (const auto final = exchange.take("server-final", serverFinal); !final) {
        fuzz::requireQuotesNothing(final.error());
    }
    if (first && first.value().iterations.size() <= kFewDigits) answers(exchange);
    return 0;
}
