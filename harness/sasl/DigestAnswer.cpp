#include "harness/sasl/DigestAnswer.h"

#include <algorithm>
#include <optional>

#include "harness/sasl/Charset.h"
#include "harness/sasl/Directives.h"
#include "harness/sasl/Fields.h"

namespace xmppconf::sasl {

namespace {

std::optional<std::string> chosenRealm(const DigestChallenge& challenge, const std::string& domain) {
    const std::vector<std::string>& realms = challenge.realms;
    if (realms.size() == 1) return realms.front();
    if (std::find(realms.begin(), realms.end(), domain) == realms.end()) return std::nullopt;
    return domain;
}

Result<void> setQop(DigestAnswer& answer, const DigestChallenge& challenge, const Attributes& attributes) {
    const std::optional<std::string> qop = given(attributes, "qop");
    if (!qop && std::find(challenge.qops.begin(), challenge.qops.end(), "auth") == challenge.qops.end())
        return Failure{"the server does not offer qop auth, and no other is computed"};
    answer.saysQop = !qop || !qop->empty();
    answer.hashed.qop = answer.saysQop ? qop.value_or("auth") : "auth";
    return {};
}

/// Section 2.1.2.1: user and password are hashed in ISO 8859-1 wherever they can be, whatever is on the wire;
/// without a charset nothing else is possible.
Result<void> setTexts(DigestAnswer& answer, const DigestChallenge& challenge, const DigestClient& client,
                      const Attributes& attributes) {
    answer.charset = givenOr(attributes, "charset", challenge.utf8 ? "utf-8" : "");
    const std::optional<std::string> user = latin1FromUtf8(client.user);
    const std::optional<std::string> password = latin1FromUtf8(client.password);
    answer.hashed.username = user.value_or(client.user);
    answer.hashed.password = password.value_or(client.password);
    answer.username = answer.charset.empty() ? answer.hashed.username : client.user;

    // A realm of the server's is in the charset of the challenge already, ours is in UTF-8.
    const std::optional<std::string> own = given(attributes, "realm");
    const std::optional<std::string> chosen = own ? own : chosenRealm(challenge, client.domain);
    const std::optional<std::string> narrow = own ? latin1FromUtf8(*own) : chosen.value_or("");
    answer.saysRealm = own ? !own->empty() : chosen.has_value();
    answer.hashed.realm = answer.charset.empty() ? narrow.value_or("") : chosen.value_or("");

    if (answer.charset.empty() && (!user || !password || !narrow))
        return Failure{
            "without charset=utf-8, user, password and realm must be in ISO 8859-1, and one is not"};
    return {};
}

}  // namespace

Result<DigestAnswer> digestAnswer(const DigestChallenge& challenge, const DigestClient& client,
                                  const Attributes& attributes) {
    DigestAnswer answer;
    if (const auto set = setQop(answer, challenge, attributes); !set) return Failure{set.error()};
    if (const auto set = setTexts(answer, challenge, client, attributes); !set) return Failure{set.error()};
    answer.hashed.nonce = challenge.nonce;
    answer.hashed.cnonce = client.cnonce;
    answer.hashed.nonceCount = givenOr(attributes, "nonce-count", "00000001");
    answer.hashed.digestUri = digestUriOf(client, attributes);
    answer.hashed.authzid = givenOr(attributes, "authzid", "");
    return answer;
}

std::string textOf(const DigestAnswer& answer) {
    const DigestParts& parts = answer.hashed;
    std::string text = "username=" + quote(answer.username);
    if (answer.saysRealm) text += ",realm=" + quote(parts.realm);
    text += ",nonce=" + quote(parts.nonce) + ",cnonce=" + quote(parts.cnonce) + ",nc=" + parts.nonceCount;
    text += ",digest-uri=" + quote(parts.digestUri);
    if (answer.saysQop) text += ",qop=" + parts.qop;
    text += ",response=" + digestMd5Value(parts, DigestSide::Client);
    if (!answer.charset.empty()) text += ",charset=" + answer.charset;
    if (!parts.authzid.empty()) text += ",authzid=" + quote(parts.authzid);
    return text;
}

std::string digestUriOf(const DigestClient& client, const Attributes& attributes) {
    return givenOr(attributes, "digest-uri", "xmpp/" + client.domain);
}

}  // namespace xmppconf::sasl
