#include "harness/sasl/DigestChallenge.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "harness/sasl/Charset.h"
#include "harness/sasl/Directives.h"

namespace xmppconf::sasl {

namespace {

struct Rule {
    std::string_view name;
    bool quoted;
    bool once;
};

constexpr Rule rules[] = {
    {"realm", true, false}, {"nonce", true, true},   {"qop", true, true},      {"cipher", true, true},
    {"stale", false, true}, {"maxbuf", false, true}, {"charset", false, true}, {"algorithm", false, true},
};

const Directive* find(const std::vector<Directive>& directives, std::string_view name) {
    const auto found = std::find_if(directives.begin(), directives.end(),
                                    [&](const Directive& directive) { return directive.name == name; });
    return found == directives.end() ? nullptr : &*found;
}

Result<void> checkRules(const std::vector<Directive>& directives) {
    for (const Rule& rule : rules) {
        std::size_t times = 0;
        for (const Directive& directive : directives) {
            if (directive.name != rule.name) continue;
            ++times;
            if (directive.quoted != rule.quoted)
                return Failure{fmt::format("{} must stand {} quotation marks", rule.name,
                                           rule.quoted ? "in" : "without")};
        }
        if (rule.once && times > 1) return Failure{fmt::format("{} is there more than once", rule.name)};
    }
    return {};
}

bool isMaxbuf(const std::string& value) {
    unsigned long number = 0;
    const char* const end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    return read.ec == std::errc() && read.ptr == end && number > 16 && number <= 16777215;
}

/// Those directives of which only a few values are possible.
Result<void> checkValues(const std::vector<Directive>& directives, const DigestChallenge& challenge) {
    const Directive* const nonce = find(directives, "nonce");
    if (nonce == nullptr) return Failure{"nonce is missing"};
    if (nonce->value.empty()) return Failure{"nonce is empty"};
    const Directive* const algorithm = find(directives, "algorithm");
    if (algorithm == nullptr) return Failure{"algorithm is missing"};
    if (lowerCase(algorithm->value) != "md5-sess") return Failure{"algorithm is not md5-sess"};
    const Directive* const charset = find(directives, "charset");
    if (charset != nullptr && lowerCase(charset->value) != "utf-8") return Failure{"charset is not utf-8"};
    const Directive* const stale = find(directives, "stale");
    if (stale != nullptr && lowerCase(stale->value) != "true") return Failure{"stale is not true"};
    const Directive* const maxbuf = find(directives, "maxbuf");
    if (maxbuf != nullptr && !isMaxbuf(maxbuf->value))
        return Failure{"maxbuf is not a number above 16 and up to 16777215"};
    if (challenge.qops.empty()) return Failure{"qop is not a list of words"};
    const Directive* const cipher = find(directives, "cipher");
    if (cipher != nullptr && parseTokens(cipher->value).empty())
        return Failure{"cipher is not a list of words"};
    if (cipher == nullptr &&
        std::find(challenge.qops.begin(), challenge.qops.end(), "auth-conf") != challenge.qops.end())
        return Failure{"auth-conf is offered, but cipher is missing"};
    return {};
}

Failure wrong(std::string_view message, const std::string& reason) {
    return {fmt::format("the {} is not in form: {}", message, reason)};
}

}  // namespace

Result<DigestChallenge> parseDigestChallenge(std::string_view message) {
    constexpr std::string_view name = "digest-challenge";
    if (message.size() >= digestChallengeBound)
        return wrong(name, fmt::format("it is not shorter than {} octets", digestChallengeBound));
    const Result<std::vector<Directive>> directives = parseDirectives(message);
    if (!directives) return wrong(name, directives.error());
    if (const auto checked = checkRules(directives.value()); !checked) return wrong(name, checked.error());

    DigestChallenge challenge;
    const Directive* const qop = find(directives.value(), "qop");
    challenge.qops = qop == nullptr ? std::vector<std::string>{"auth"} : parseTokens(qop->value);
    if (const auto checked = checkValues(directives.value(), challenge); !checked)
        return wrong(name, checked.error());
    challenge.nonce = find(directives.value(), "nonce")->value;
    challenge.algorithm = find(directives.value(), "algorithm")->value;
    challenge.utf8 = find(directives.value(), "charset") != nullptr;
    for (const Directive& directive : directives.value())
        if (directive.name == "realm") challenge.realms.push_back(directive.value);
    if (challenge.utf8 && !std::all_of(challenge.realms.begin(), challenge.realms.end(), isUtf8))
        return wrong(name, "a realm is not UTF-8, which charset announces");
    return challenge;
}

Result<std::string> parseResponseAuth(std::string_view message) {
    constexpr std::string_view name = "response-auth";
    constexpr std::size_t digits = 32;
    if (message.size() >= digestChallengeBound) return wrong(name, "it is far too long");
    const Result<std::vector<Directive>> directives = parseDirectives(message);
    if (!directives) return wrong(name, directives.error());
    if (directives.value().size() != 1 || directives.value().front().name != "rspauth")
        return wrong(name, "it does not consist of rspauth alone");
    const Directive& rspauth = directives.value().front();
    if (rspauth.quoted) return wrong(name, "rspauth must stand without quotation marks");
    if (rspauth.value.size() != digits ||
        rspauth.value.find_first_not_of("0123456789abcdef") != std::string::npos)
        return wrong(name, "rspauth is not 32 hexadecimal digits in lower case");
    return rspauth.value;
}

}  // namespace xmppconf::sasl
