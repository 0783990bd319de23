#include "harness/dialogue/Logins.h"

#include <algorithm>

namespace xmppconf::dialogue {

namespace {

bool isOf(const Login& login, std::string_view jid, std::string_view mechanism, std::string_view binding) {
    return login.jid == jid && (mechanism.empty() || login.mechanism == mechanism) &&
           (binding.empty() || login.binding == binding);
}

}  // namespace

std::string_view nameOf(Login::Result result) {
    switch (result) {
        case Login::Result::Works:
            return "works";
        case Login::Result::Refused:
            return "refused";
        case Login::Result::Broken:
            return "broken";
        case Login::Result::Unusable:
            return "unusable";
    }
    return "broken";
}

bool Logins::works(std::string_view jid, std::string_view mechanism, std::string_view binding) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Login& login) {
        return isOf(login, jid, mechanism, binding) && login.result == Login::Result::Works;
    });
}

bool Logins::refused(std::string_view jid) const {
    bool any = false;
    for (const Login& login : all_) {
        if (login.jid != jid) continue;
        if (login.result == Login::Result::Works) return false;
        any |= login.result == Login::Result::Refused || login.result == Login::Result::Unusable;
    }
    return any;
}

bool Logins::usable(std::string_view jid, std::string_view mechanism, std::string_view binding) const {
    if (works(jid)) return works(jid, mechanism, binding) || (binding.empty() && !find(jid, mechanism));
    return binding.empty() || find(jid, mechanism, binding);
}

const Login* Logins::find(std::string_view jid, std::string_view mechanism, std::string_view binding) const {
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const Login& login) { return isOf(login, jid, mechanism, binding); });
    return found == all_.end() ? nullptr : &*found;
}

}  // namespace xmppconf::dialogue
