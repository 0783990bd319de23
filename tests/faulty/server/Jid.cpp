#include "tests/faulty/server/Jid.h"

#include <Poco/String.h>

#include <algorithm>

#include "harness/sasl/Charset.h"
#include "harness/sasl/SaslPrep.h"

namespace xmppconf::faulty {

namespace {

constexpr std::size_t kLongestPart = 1023;

bool isControl(char16_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool isPart(std::string_view text) {
    if (text.empty() || text.size() > kLongestPart) return false;
    const auto units = sasl::utf16FromUtf8(text);
    return units && std::none_of(units->begin(), units->end(), isControl);
}

}  // namespace

std::optional<std::string> preparedResource(std::string_view text) {
    // Resourceprep differs from SASLprep in nothing that a client of the tests would use.
    const auto prepared = sasl::saslPrep(text, sasl::Unassigned::Allowed);
    if (!prepared || !isPart(prepared.value())) return std::nullopt;
    return prepared.value();
}

std::optional<Jid> Jid::parse(std::string_view text) {
    Jid jid;
    const auto slash = text.find('/');
    if (slash != text.npos) {
        jid.resource = text.substr(slash + 1);
        if (!isPart(jid.resource)) return std::nullopt;
        text = text.substr(0, slash);
    }
    const auto at = text.find('@');
    if (at != text.npos) {
        jid.local = Poco::toLower(std::string(text.substr(0, at)));
        if (!isPart(jid.local) || jid.local.find_first_of(" \"&'/:<>@") != jid.local.npos)
            return std::nullopt;
        text = text.substr(at + 1);
    }
    jid.domain = Poco::toLower(std::string(text));
    if (!isPart(jid.domain) || jid.domain.find_first_of(" \"&'/<>@") != jid.domain.npos) return std::nullopt;
    return jid;
}

}  // namespace xmppconf::faulty
