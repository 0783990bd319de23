#include "suite/options/Jid.h"

#include <Poco/String.h>
#include <Poco/TextEncoding.h>
#include <Poco/UTF8Encoding.h>
#include <fmt/format.h>
#include <unicode/idna.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace xmppconf::suite {
namespace {

constexpr std::size_t kLongestPart = 1023;  // RFC 7622 3.2 and 3.3, in octets

bool isSpaceOrControl(char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet <= 0x20 || octet == 0x7F;
}

bool isUtf8(std::string_view text) {
    const Poco::UTF8Encoding encoding;
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = at + text.size();
    while (at < end) {
        const int length = encoding.sequenceLength(at, static_cast<int>(end - at));
        if (length < 1 || length > end - at || !Poco::UTF8Encoding::isLegal(at, length)) return false;
        at += length;
    }
    return true;
}

// What holds for both parts.
std::string wrongWithPart(std::string_view part) {
    if (part.empty()) return "is empty";
    if (part.size() > kLongestPart) return fmt::format("is longer than {} octets", kLongestPart);
    if (std::any_of(part.begin(), part.end(), isSpaceOrControl))
        return "holds a space or a control character";
    if (!isUtf8(part)) return "is not UTF-8";
    return {};
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

// Fullwidth and halfwidth characters become what they are compatible with (RFC 8265 section 3.3.1).
icu::UnicodeString withMappedWidth(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString mapped;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 character = text.char32At(at);
        const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
        const icu::UnicodeString one(character);
        mapped += width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH ? nfkc->normalize(one, status) : one;
    }
    return mapped;
}

/// UsernameCaseMapped, as RFC 7622 section 3.3 has localparts.
std::string canonicalLocalpart(std::string_view text) {
    if (isAscii(text)) return Poco::toLower(std::string(text));
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString canonical = withMappedWidth(
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
    canonical.toLower(icu::Locale::getRoot());
    std::string utf8;
    icu::Normalizer2::getNFCInstance(status)->normalize(canonical, status).toUTF8String(utf8);
    return utf8;
}

using Conversion = void (icu::IDNA::*)(icu::StringPiece, icu::ByteSink&, icu::IDNAInfo&, UErrorCode&) const;

/// The text itself when it is no name.
std::string converted(const std::string& name, Conversion conversion) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::IDNA> idna(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_UNICODE, status));
    if (U_FAILURE(status)) return name;
    std::string result;
    icu::StringByteSink<std::string> sink(&result);
    icu::IDNAInfo info;
    (idna.get()->*conversion)(name, sink, info, status);
    return U_FAILURE(status) || info.hasErrors() ? name : result;
}

}  // namespace

// A-labels become U-labels, and all is in lower case and NFC (RFC 7622 section 3.2); what is no name of the
// DNS (an address in brackets) stays as it is, but for its letters.
std::string canonicalDomain(std::string_view text) {
    const std::string lower = Poco::toLower(std::string(text));
    if (isAscii(text) && lower.find("xn--") == lower.npos) return lower;
    return converted(lower, &icu::IDNA::nameToUnicodeUTF8);
}

std::string asciiDomain(std::string_view text) {
    return isAscii(text) ? std::string(text) : converted(std::string(text), &icu::IDNA::nameToASCII_UTF8);
}

std::string wrongWithDomain(std::string_view domain) {
    std::string wrong = wrongWithPart(domain);
    if (!wrong.empty()) return wrong;
    if (const auto at = domain.find_first_of("@/\"'<>&"); at != domain.npos)
        return fmt::format("holds '{}'", domain[at]);
    return {};
}

Result<Jid> parseBareJid(std::string_view text) {
    const auto at = text.find('@');
    if (at == text.npos)
        return Failure{fmt::format("'{}' is not a JID: it lacks the '@' of user@domain", text)};
    const std::string_view user = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    if (domain.find('/') != domain.npos)
        return Failure{fmt::format("'{}' names a resource; an account is user@domain without one", text)};
    if (const std::string wrong = wrongWithPart(user); !wrong.empty())
        return Failure{fmt::format("'{}' is not a JID: its localpart {}", text, wrong)};
    if (const auto bad = user.find_first_of("\"&'/:<>"); bad != user.npos)
        return Failure{fmt::format("'{}' is not a JID: its localpart holds '{}'", text, user[bad])};
    if (const std::string wrong = wrongWithDomain(domain); !wrong.empty())
        return Failure{fmt::format("'{}' is not a JID: its domainpart {}", text, wrong)};
    return Jid{canonicalLocalpart(user), canonicalDomain(domain)};
}

}  // namespace xmppconf::suite
