#include "harness/sasl/SaslPrep.h"

#include <unicode/usprep.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "harness/sasl/Charset.h"

namespace xmppconf::sasl {

namespace {

constexpr std::size_t longestPrepared =
    64UL * 1024;  // octets; bounds the reordering of combining characters too

struct Close {
    void operator()(UStringPrepProfile* profile) const { usprep_close(profile); }
};

/// Opened once: ICU reads it from its data, and preparing does not change it.
const UStringPrepProfile* profile() {
    static const std::unique_ptr<UStringPrepProfile, Close> opened = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<UStringPrepProfile, Close>(
            usprep_openByType(USPREP_RFC4013_SASLPREP, &status));
    }();
    return opened.get();
}

std::string sentenceFor(UErrorCode status) {
    switch (status) {
        case U_STRINGPREP_PROHIBITED_ERROR:
            return "it holds a character that SASLprep prohibits";
        case U_STRINGPREP_UNASSIGNED_ERROR:
            return "it holds a code point that Unicode 3.2 does not assign, which SASLprep refuses here";
        case U_STRINGPREP_CHECK_BIDI_ERROR:
            return "it mixes writing directions in a way that SASLprep prohibits";
        default:
            return std::string("SASLprep failed with ICU's ") + u_errorName(status);
    }
}

}  // namespace

Result<std::string> saslPrep(std::string_view utf8, Unassigned unassigned) {
    if (utf8.empty()) return std::string();
    if (utf8.size() > longestPrepared) return Failure{"it is longer than 64 KiB"};
    const std::optional<std::u16string> wide = utf16FromUtf8(utf8);
    if (!wide) return Failure{"it is not UTF-8"};
    if (profile() == nullptr) return Failure{"this installation of ICU has no SASLprep profile"};

    const std::int32_t options = unassigned == Unassigned::Allowed ? USPREP_ALLOW_UNASSIGNED : USPREP_DEFAULT;
    std::u16string prepared(wide->size() + 16, u'\0');
    // The first round may learn that normalization makes the text longer.
    for (int round = 0; round < 2; ++round) {
        UErrorCode status = U_ZERO_ERROR;
        const std::int32_t length =
            usprep_prepare(profile(), wide->data(), static_cast<std::int32_t>(wide->size()), prepared.data(),
                           static_cast<std::int32_t>(prepared.size()), options, nullptr, &status);
        if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) return Failure{sentenceFor(status)};
        prepared.resize(static_cast<std::size_t>(length));
        if (U_SUCCESS(status)) break;
    }
    return utf8FromUtf16(prepared);
}

}  // namespace xmppconf::sasl
