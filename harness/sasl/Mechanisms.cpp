#include <fmt/format.h>

#include <algorithm>

#include "harness/sasl/Anonymous.h"
#include "harness/sasl/DigestMd5.h"
#include "harness/sasl/Exchange.h"
#include "harness/sasl/External.h"
#include "harness/sasl/Plain.h"
#include "harness/sasl/Scram.h"

namespace xmppconf::sasl {

namespace {

using Name = std::string_view;
using Make = Result<std::unique_ptr<Exchange>> (*)(const Attributes&, const Surroundings&);

constexpr Name onlyMessage[] = {"message"};
constexpr Name onlyAuthzid[] = {"authzid"};
constexpr Name onlyTrace[] = {"trace"};
constexpr Name plainAttributes[] = {"authzid", "user", "password"};

constexpr Name scramAttributes[] = {"hash",       "binding",      "gs2",         "authzid",
                                    "user",       "written-user", "password",    "nonce",
                                    "extensions", "binding-data", "final-nonce", "final-extensions"};
constexpr Name scramRequired[] = {"hash"};
constexpr Name scramGives[] = {"client-first",
                               "client-first-bare",
                               "gs2-header",
                               "client-nonce",
                               "nonce",
                               "server-nonce",
                               "salt",
                               "iterations",
                               "channel-binding-data",
                               "client-final",
                               "client-proof",
                               "client-final-without-proof",
                               "server-error",
                               "server-signature",
                               "expected-server-signature"};
constexpr Name scramTakes[] = {"server-first", "server-final"};

constexpr Name digestAttributes[] = {"authzid", "user",       "password", "realm",  "nonce-count",
                                     "cnonce",  "digest-uri", "qop",      "charset"};
constexpr Name digestGives[] = {"response",  "challenge-nonce", "realm",      "qop",
                                "algorithm", "cnonce",          "digest-uri", "response-value",
                                "rspauth",   "expected-rspauth"};
constexpr Name digestTakes[] = {"challenge", "final"};

/// The forms stand in one row so that a span over them can be handed out.
constexpr MechanismForm forms[] = {
    {"plain", plainAttributes, {}, onlyMessage, {}},
    {"scram", scramAttributes, scramRequired, scramGives, scramTakes},
    {"digest-md5", digestAttributes, {}, digestGives, digestTakes},
    {"external", onlyAuthzid, {}, onlyMessage, {}},
    {"anonymous", onlyTrace, {}, onlyMessage, {}},
};
constexpr Make makers[] = {makePlain, makeScram, makeDigestMd5, makeExternal, makeAnonymous};
static_assert(std::size(forms) == std::size(makers));

}  // namespace

std::span<const MechanismForm> mechanismForms() { return forms; }

const MechanismForm* mechanismForm(std::string_view action) {
    const auto* const found = std::find_if(std::begin(forms), std::end(forms),
                                           [&](const MechanismForm& form) { return form.action == action; });
    return found == std::end(forms) ? nullptr : found;
}

Result<std::unique_ptr<Exchange>> makeExchange(std::string_view action, const Attributes& attributes,
                                               const Surroundings& surroundings) {
    const MechanismForm* const form = mechanismForm(action);
    if (form == nullptr) return Failure{fmt::format("there is no SASL exchange called {}", action)};
    for (const auto& [name, value] : attributes)
        if (std::find(form->attributes.begin(), form->attributes.end(), name) == form->attributes.end())
            return Failure{fmt::format("{} has no attribute {}", action, name)};
    for (const std::string_view name : form->required)
        if (!attributes.contains(name))
            return Failure{fmt::format("{} needs the attribute {}", action, name)};
    return makers[form - forms](attributes, surroundings);
}

}  // namespace xmppconf::sasl
