#include "tests/faulty/proof/KnownLogins.h"

#include <algorithm>

#include "suite/run/LoginTrials.h"

namespace xmppconf::faulty {

std::optional<dialogue::Logins> KnownLogins::with(const Setting& setting, const Conduct& conduct) const {
    const auto& vectors = loginCorpus().vectors;
    if (std::none_of(vectors.begin(), vectors.end(), [&](const vector::Vector& vector) {
            return matrix_.otherwise(vector, setting, conduct).has_value();
        }))
        return std::nullopt;
    const suite::Converse converse = [&](const vector::Vector& vector, const suite::Roles& roles, int) {
        return matrix_.trial().hold(vector, setting, conduct, roles, {});
    };
    const Profile& profile = *profileNamed(setting.profile);
    return suite::tryLogins(loginCorpus(), matrix_.trial().accounts(),
                            setting.security == dialogue::Security::None ? profile.inClear : profile.overTls,
                            1, [&] { return converse; });
}

}  // namespace xmppconf::faulty
