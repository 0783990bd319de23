#include <fmt/format.h>

#include <algorithm>

#include "harness/sasl/DigestChallenge.h"
#include "harness/sasl/Directives.h"
#include "harness/sasl/Exchange.h"
#include "tests/fuzz/Input.h"

// Pieces: the challenge, the server's last message. Directives that are written again read the same; the
// response to whatever challenge was taken has the form of one.

using namespace xmppconf;

namespace {

bool same(const std::vector<sasl::Directive>& a, const std::vector<sasl::Directive>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
        return one.name == other.name && one.value == other.value && one.quoted == other.quoted;
    });
}

void readTheSameWritten(std::string_view text) {
    const auto directives = sasl::parseDirectives(text);
    if (!directives) return;
    fuzz::require(!directives.value().empty(), "a list without elements was taken");
    std::string written;
    for (const auto& each : directives.value()) {
        written += fmt::format("{}={},", each.name, each.quoted ? sasl::quote(each.value) : each.value);
    }
    const auto again = sasl::parseDirectives(written);
    if (!(again && same(again.value(), directives.value())))
        fuzz::fail("written again, it reads differently: " + written);
}

void responds(sasl::Exchange& exchange) {
    const auto response = exchange.get("response");
    if (!response) return;
    const auto directives = sasl::parseDirectives(response.value());
    if (!directives) fuzz::fail("the response is no list of directives: " + response.value());
    for (const std::string_view name : {"username", "nonce", "cnonce", "response", "digest-uri", "nc"}) {
        const auto count = std::count_if(directives.value().begin(), directives.value().end(),
                                         [&](const auto& each) { return each.name == name; });
        if (count != 1)
            fuzz::fail(fmt::format("the response has {} times '{}': {}", count, name, response.value()));
    }
    const auto expected = exchange.get("expected-rspauth");
    fuzz::require(expected && exchange.take("final", "rspauth=" + expected.value()).ok(),
                  "the right rspauth is not taken");
}

}  // namespace

XMPPCONF_FUZZER(Digest) {
    fuzz::Input input(data, size);
    const std::string_view challenge = input.piece();
    readTheSameWritten(challenge);

    sasl::Surroundings surroundings;
    surroundings.credentials = {"user", "localhost", "pencil"};
    auto made = sasl::makeExchange("digest-md5", {{"cnonce", "OA6MHXh6VqTrRk"}}, surroundings);
    fuzz::require(made.ok(), "the exchange is not made");
    sasl::Exchange& exchange = *made.value();
    const auto taken = exchange.take("challenge", challenge);
    fuzz::require(taken.ok() == sasl::parseDigestChallenge(challenge).ok(), "the exchange reads differently");
    if (taken) responds(exchange);
    if (const auto final = sasl::parseResponseAuth(input.piece()); !final) {
        fuzz::require(!final.error().empty(), "it was refused without a sentence");
    }
    return 0;
}
