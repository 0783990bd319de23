#include "suite/options/Accounts.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/vector/DidYouMean.h"
#include "reports/text/LineAndColumn.h"
#include "suite/options/Jid.h"
#include "suite/options/TextFile.h"

namespace xmppconf::suite {
namespace {

using dialogue::Account;

constexpr std::size_t kLargestAccountsFile = 4 * 1024 * 1024;
constexpr std::size_t kLargestPasswordFile = 4096;
const std::vector<std::string_view> kAccountFields = {"jid", "password", "certificate", "key"};

Result<std::string> certificatePath(const std::string& path, const std::string& accountsFile) {
    const auto full = std::filesystem::path(accountsFile).parent_path() / path;
    if (::access(full.c_str(), R_OK) != 0) return Failure{fmt::format("cannot read '{}'", full.string())};
    return full.string();
}

// Sentences never quote what the file holds besides names and JIDs: a password may stand in the wrong place.
Result<Account> parseAccount(const nlohmann::json& value, const std::string& accountsFile) {
    if (!value.is_object())
        return Failure{"is not an object like {\"jid\":\"user@domain\",\"password\":\"…\"}"};
    for (const auto& [field, content] : value.items()) {
        if (std::find(kAccountFields.begin(), kAccountFields.end(), field) == kAccountFields.end())
            return Failure{
                fmt::format("has an unknown field '{}'{}", field, vector::didYouMean(field, kAccountFields))};
        if (!content.is_string()) return Failure{fmt::format("has a '{}' that is not a string", field)};
        if (content.get_ref<const std::string&>().empty())
            return Failure{fmt::format("has an empty '{}'", field)};
    }
    for (const char* field : {"jid", "password"})
        if (!value.contains(field)) return Failure{fmt::format("lacks '{}'", field)};
    if (value.contains("key") && !value.contains("certificate"))
        return Failure{"has a 'key' without a 'certificate'"};

    const auto jid = parseBareJid(value["jid"].get_ref<const std::string&>());
    if (!jid) return Failure{"has a bad 'jid': " + jid.error()};
    Account account;
    account.user = jid.value().user;
    account.domain = jid.value().domain;
    account.password = value["password"].get<std::string>();
    for (const auto& [field, into] :
         {std::pair{"certificate", &account.certificateFile}, std::pair{"key", &account.keyFile}}) {
        if (!value.contains(field)) continue;
        auto path = certificatePath(value[field].get<std::string>(), accountsFile);
        if (!path) return Failure{fmt::format("has a bad '{}': {}", field, path.error())};
        *into = std::move(path).value();
    }
    return account;
}

Result<void> append(std::vector<Account>& accounts, Account account) {
    for (const Account& known : accounts)
        if (known.user == account.user && known.domain == account.domain)
            return Failure{fmt::format("the account '{}' is given twice", account.jid())};
    accounts.push_back(std::move(account));
    return {};
}

void warnIfOpen(const TextFile& file, const std::string& path, AccountList& list) {
    if (file.readableByAll)
        list.warnings.push_back(
            fmt::format("every user of this machine can read the passwords in '{}'", path));
}

Result<std::string> readPassword(const std::string& path, AccountList& list) {
    auto file = readTextFile(path, kLargestPasswordFile);
    if (!file) return Failure{file.error()};
    warnIfOpen(file.value(), path, list);
    std::string password = std::move(file).value().text;
    if (password.ends_with('\n')) password.pop_back();
    if (password.ends_with('\r')) password.pop_back();
    if (password.empty()) return Failure{fmt::format("the password file '{}' is empty", path)};
    return password;
}

Result<void> appendFile(const std::string& path, AccountList& list) {
    const auto file = readTextFile(path, kLargestAccountsFile);
    if (!file) return Failure{file.error()};
    warnIfOpen(file.value(), path, list);
    auto accounts = parseAccounts(file.value().text, path);
    if (!accounts) return Failure{accounts.error()};
    for (Account& account : accounts.value())
        if (auto appended = append(list.accounts, std::move(account)); !appended) return appended;
    return {};
}

}  // namespace

Result<std::vector<Account>> parseAccounts(std::string_view text, const std::string& name) {
    nlohmann::json parsed;
    try {
        parsed = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        return Failure{
            fmt::format("{}:{}: this is not valid JSON", name, reports::lineAndColumn(text, error.byte))};
    } catch (const nlohmann::json::out_of_range&) {
        return Failure{fmt::format("{}: a number is too large", name)};
    }
    if (!parsed.is_array())
        return Failure{fmt::format(
            "{}: the file is not a list like [{{\"jid\":\"user@domain\",\"password\":\"…\"}}]", name)};
    std::vector<Account> accounts;
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        auto account = parseAccount(parsed[i], name);
        if (!account) return Failure{fmt::format("{}: account {} {}", name, i + 1, account.error())};
        if (const auto appended = append(accounts, std::move(account).value()); !appended)
            return Failure{fmt::format("{}: {}", name, appended.error())};
    }
    if (accounts.empty()) return Failure{fmt::format("{}: the list of accounts is empty", name)};
    return accounts;
}

Result<AccountList> gatherAccounts(const Options& options,
                                   const std::optional<std::string>& environmentPassword) {
    AccountList list;
    for (const std::string& path : options.accountFiles)
        if (const auto appended = appendFile(path, list); !appended) return Failure{appended.error()};
    for (std::size_t i = 0; i < options.accounts.size(); ++i) {
        const auto jid = parseBareJid(options.accounts[i]);
        if (!jid) return Failure{"--account: " + jid.error()};
        Account account;
        account.user = jid.value().user;
        account.domain = jid.value().domain;
        if (!options.passwordFiles.empty()) {
            auto password = readPassword(options.passwordFiles[i], list);
            if (!password) return Failure{password.error()};
            account.password = std::move(password).value();
        } else if (environmentPassword && !environmentPassword->empty()) {
            account.password = *environmentPassword;
        } else {
            return Failure{
                fmt::format("there is no password for '{}': give --password-file or set XMPPCONF_PASSWORD",
                            account.jid())};
        }
        if (const auto appended = append(list.accounts, std::move(account)); !appended)
            return Failure{appended.error()};
    }
    return list;
}

Result<AccountList> accountsOfDomain(AccountList list, const std::string& domain) {
    std::set<std::string> others;
    const std::size_t before = list.accounts.size();
    for (const Account& account : list.accounts)
        if (account.domain != domain) others.insert(account.domain);
    std::erase_if(list.accounts, [&](const Account& account) { return account.domain != domain; });
    if (before > 0 && list.accounts.empty())
        return Failure{fmt::format("no account belongs to the domain '{}'{}; --domain names the one to test",
                                   domain, vector::didYouMean(domain, vector::keysOf(others)))};
    if (!others.empty())
        list.warnings.push_back(fmt::format("{} of {} accounts are left out: they do not belong to '{}'",
                                            before - list.accounts.size(), before, domain));
    return list;
}

}  // namespace xmppconf::suite
