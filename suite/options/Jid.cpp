#include "suite/options/Jid.h"

#include <Poco/String.h>
#include <Poco/TextEncoding.h>
#include <Poco/UTF8Encoding.h>
#include <fmt/format.h>

#include <algorithm>

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

}  // namespace

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
    return Jid{std::string(user), Poco::toLower(std::string(domain))};
}

}  // namespace xmppconf::suite
