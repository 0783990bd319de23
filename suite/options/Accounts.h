#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/dialogue/Interpreter.h"
#include "suite/options/Options.h"

namespace xmppconf::suite {

/// The accounts of a run, in the order given, each once, and what the user should know about them.
struct AccountList {
    std::vector<dialogue::Account> accounts;
    std::vector<std::string> warnings;  ///< sentences for standard error
};

/// The accounts of an `accounts.json` whose text was already read. `name` stands in the sentences. Paths of
/// certificates are relative to that file.
Result<std::vector<dialogue::Account>> parseAccounts(std::string_view json, const std::string& name);

/// All accounts that the options name. `environmentPassword` is $XMPPCONF_PASSWORD where it is set.
Result<AccountList> gatherAccounts(const Options& options,
                                   const std::optional<std::string>& environmentPassword);

/// Leaves only the accounts of that domain, with a warning about the others; none left of some is a failure.
Result<AccountList> accountsOfDomain(AccountList list, const std::string& domain);

}  // namespace xmppconf::suite
