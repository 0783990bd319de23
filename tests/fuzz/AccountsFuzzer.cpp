#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "suite/options/Accounts.h"
#include "suite/options/Jid.h"
#include "tests/fuzz/Input.h"

// An accounts file. What is taken holds no account without password, and written again reads the same.

using namespace xmppconf;

XMPPCONF_FUZZER(Accounts) {
    const std::string_view text = fuzz::Input(data, size).rest();
    const auto accounts = suite::parseAccounts(text, "accounts.json");
    if (!accounts) {
        fuzz::require(accounts.error().starts_with("accounts.json:"), "a sentence does not name the file");
        return 0;
    }
    fuzz::require(!accounts.value().empty(), "no account was taken for some");
    auto written = nlohmann::json::array();
    for (const auto& account : accounts.value()) {
        fuzz::require(!account.password.empty(), "an account without password was taken");
        fuzz::require(suite::parseBareJid(account.jid()).ok(), "an account's address is none");
        written.push_back({{"jid", account.jid()}, {"password", account.password}});
    }
    const auto again = suite::parseAccounts(written.dump(), "accounts.json");
    fuzz::require(again.ok(), "written again, it is refused");
    for (std::size_t i = 0; i < accounts.value().size(); ++i) {
        const auto& one = accounts.value()[i];
        const auto& other = again.value().at(i);
        fuzz::require(one.jid() == other.jid() && one.password == other.password,
                      "written again, it differs");
    }
    return 0;
}
