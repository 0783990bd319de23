#include <Poco/String.h>
#include <fmt/format.h>

#include "harness/judge/Filters.h"
#include "harness/sasl/Base64.h"
#include "reports/secrets/Mask.h"
#include "tests/fuzz/Input.h"

// Pieces: a secret, what stands in front of it, what stands behind it. However the secret is wrapped, and
// however the conversation is cut into reads, nothing of it is left.

using namespace xmppconf;
using dialogue::Outcome;
using Kind = dialogue::TranscriptEntry::Kind;

namespace {

constexpr std::size_t kShortest = 4;  // octets: shorter ones are looked for as they are only
constexpr std::string_view kMark = "\xc2\xabmasked: #\xc2\xbb";

Outcome maskedOutcome(const std::string& secret, const std::vector<std::string_view>& pieces,
                      const std::string& whole) {
    Outcome outcome;
    outcome.secrets = {{secret, "#"}};
    for (const std::string_view piece : pieces) {
        outcome.transcript.push_back({{}, "c", Kind::Received, std::string(piece), 0});
    }
    outcome.why = judge::said(whole);
    outcome.checks.resize(1);
    outcome.checks[0].actual = whole;
    return reports::masked(std::move(outcome));
}

bool holds(std::string_view text, std::string_view secret) {
    return Poco::toLower(std::string(text)).find(Poco::toLower(std::string(secret))) != std::string::npos;
}

/// `wrapped`: the secret as it stands in `text`.
void isMasked(const std::string& secret, const std::string& text, const std::string& wrapped) {
    const auto pieces = fuzz::cutUp(text);
    const Outcome outcome = maskedOutcome(secret, pieces, text);
    fuzz::require(outcome.secrets.empty(), "secrets are left in the outcome");
    fuzz::require(outcome.transcript.size() == pieces.size(), "entries of the transcript are gone");
    std::string received;
    for (const auto& entry : outcome.transcript) received += entry.octets;
    for (const std::string& shown : {received, outcome.reason(), outcome.checks[0].actual}) {
        if (holds(shown, wrapped)) fuzz::fail(fmt::format("'{}' is left in {}", wrapped, shown));
        if (!holds(shown, "masked: #")) fuzz::fail("nothing says that something was masked: " + shown);
        fuzz::require(shown.size() <= (text.size() + 1) * (kMark.size() + 16),
                      "the mask is larger than the text");
    }
}

std::string inHex(std::string_view octets) {
    return judge::applyFilters({{"hex", ""}}, std::string(octets)).value();
}

std::string asEntities(std::string_view octets) {
    std::string text;
    for (const char c : octets) text += fmt::format("&#{};", static_cast<unsigned char>(c));
    return text;
}

/// Whether the mask itself may show these octets.
bool standsInMasks(std::string_view secret) {
    return holds(secret, "\xc2\xab") || holds(secret, "\xc2\xbb") ||
           holds("\xc2\xabmasked: #, continued\xc2\xbb\xc2\xabmasked: #\xc2\xbb\xc2\xab", secret);
}

bool isAscii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

}  // namespace

XMPPCONF_FUZZER(Mask) {
    fuzz::Input input(data, size);
    const std::string secret(input.piece());
    const std::string front(input.piece());
    const std::string behind(input.piece());
    if (secret.size() < kShortest || standsInMasks(secret)) return 0;

    const std::string base64 = sasl::encodeBase64(secret);
    const std::string together = sasl::encodeBase64(front + secret + behind);
    isMasked(secret, front + secret + behind, secret);
    isMasked(secret, front + inHex(secret) + behind, inHex(secret));
    isMasked(secret, front + base64 + behind, base64);
    isMasked(secret, together, together);
    if (isAscii(secret)) isMasked(secret, front + asEntities(secret) + behind, asEntities(secret));
    return 0;
}
