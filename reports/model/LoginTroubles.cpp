#include "reports/model/LoginTroubles.h"

#include <fmt/format.h>

#include <algorithm>

namespace xmppconf::reports {

namespace {

using dialogue::Login;

/// One sentence for all mechanisms that failed in this way.
struct Trouble {
    const Login* login;
    std::string mechanisms;
};

bool isSame(const Login& a, const Login& b) {
    return a.jid == b.jid && a.result == b.result && a.said == b.said;
}

std::string sentence(const Trouble& trouble) {
    const Login& login = *trouble.login;
    const std::string said = login.said.empty() ? "" : fmt::format(" ({})", login.said);
    const std::string_view guess = login.result == Login::Result::Refused && login.said == "not-authorized"
                                       ? ": wrong password, or no such account?"
                                       : "";
    return fmt::format("{}: {} {}{}{}", login.jid, trouble.mechanisms, nameOf(login.result), said, guess);
}

}  // namespace

std::string mechanismText(const Login& login) {
    return login.binding.empty() ? login.mechanism : fmt::format("{} ({})", login.mechanism, login.binding);
}

std::vector<std::string> loginTroubles(const TargetFacts& facts) {
    std::vector<Trouble> troubles;
    for (const Login& login : facts.logins) {
        if (login.result == Login::Result::Works) continue;
        const auto known = std::find_if(troubles.begin(), troubles.end(), [&](const Trouble& trouble) {
            return isSame(*trouble.login, login);
        });
        if (known == troubles.end())
            troubles.push_back({&login, mechanismText(login)});
        else
            known->mechanisms += ", " + mechanismText(login);
    }
    std::vector<std::string> sentences;
    if (!facts.canaryReason.empty())
        sentences.push_back(facts.canary.empty() ? facts.canaryReason
                                                 : fmt::format("{} (the step {} stands in for it)",
                                                               facts.canaryReason, facts.canary));
    for (const Trouble& trouble : troubles) sentences.push_back(sentence(trouble));
    return sentences;
}

}  // namespace xmppconf::reports
