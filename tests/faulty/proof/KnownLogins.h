#pragma once

#include <optional>

#include "harness/dialogue/Logins.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

/// What a run finds out before its vectors begin (suite/run/LoginTrials.h), for a server in memory: which
/// account logs in with which mechanism.
class KnownLogins {
  public:
    KnownLogins() : matrix_(loginCorpus()) {}

    /// Nothing: all that an honest server offers works.
    std::optional<dialogue::Logins> with(const Setting& setting, const Conduct& conduct) const;

  private:
    Matrix matrix_;
};

}  // namespace xmppconf::faulty
