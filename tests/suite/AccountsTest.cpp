#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "suite/options/Accounts.h"
#include "suite/options/Jid.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

namespace fs = std::filesystem;

class AccountFiles : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "xmppconf-accounts-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text, mode_t mode = 0600) {
        const fs::path path = folder_ / name;
        std::ofstream(path, std::ios::binary) << text;
        ::chmod(path.c_str(), mode);
        return path.string();
    }

    fs::path folder_;
};

TEST(Accounts, areReadFromJson) {
    const auto accounts =
        parseAccounts(R"([{"jid":"user1@LocalHost","password":"p 1"},{"password":"x","jid":"b@d"}])", "f");
    ASSERT_TRUE(accounts) << accounts.error();
    ASSERT_EQ(accounts.value().size(), 2U);
    EXPECT_EQ(accounts.value()[0].jid(), "user1@localhost");
    EXPECT_EQ(accounts.value()[0].password, "p 1");
    EXPECT_EQ(accounts.value()[1].jid(), "b@d");
}

TEST(Accounts, sayWhatIsWrongWithTheFileAndNeverQuoteAPassword) {
    struct Row {
        const char* text;
        const char* sentence;
    };
    for (const Row& row : {
             Row{"", "a.json:1:1: this is not valid JSON"},
             Row{"[\n  {\"jid\":\"a@b\",\n   \"password\":\"hush\",}]",
                 "a.json:3:22: this is not valid JSON"},
             Row{"[{\"jid\":\"a@b\",\"password\":\"hush", "a.json:1:31: this is not valid JSON"},
             Row{"{}", "a.json: the file is not a list like [{\"jid\":\"user@domain\",\"password\":\"…\"}]"},
             Row{"[1e999]", "a.json: a number is too large"},
             Row{"[]", "a.json: the list of accounts is empty"},
             Row{"[\"hush\"]",
                 "a.json: account 1 is not an object like {\"jid\":\"user@domain\",\"password\":\"…\"}"},
             Row{"[{}]", "a.json: account 1 lacks 'jid'"},
             Row{"[{\"jid\":\"a@b\"}]", "a.json: account 1 lacks 'password'"},
             Row{"[{\"jid\":\"a@b\",\"pasword\":\"hush\"}]",
                 "a.json: account 1 has an unknown field 'pasword'; did you mean 'password'?"},
             Row{"[{\"jid\":\"a@b\",\"password\":7}]",
                 "a.json: account 1 has a 'password' that is not a string"},
             Row{"[{\"jid\":\"a@b\",\"password\":\"\"}]", "a.json: account 1 has an empty 'password'"},
             Row{"[{\"jid\":\"ab\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': 'ab' is not a JID: it lacks the '@' of user@domain"},
             Row{"[{\"jid\":\"a@b/c\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': 'a@b/c' names a resource; an account is user@domain "
                 "without one"},
             Row{"[{\"jid\":\"@b\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': '@b' is not a JID: its localpart is empty"},
             Row{"[{\"jid\":\"a@\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': 'a@' is not a JID: its domainpart is empty"},
             Row{"[{\"jid\":\"a b@c\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': 'a b@c' is not a JID: its localpart holds a space or a "
                 "control "
                 "character"},
             Row{"[{\"jid\":\"a'@c\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': 'a'@c' is not a JID: its localpart holds '''"},
             Row{"[{\"jid\":\"a@b@c\",\"password\":\"hush\"}]",
                 "a.json: account 1 has a bad 'jid': 'a@b@c' is not a JID: its domainpart holds '@'"},
             Row{"[{\"jid\":\"a@b\",\"password\":\"x\"},{\"jid\":\"a@B\",\"password\":\"y\"}]",
                 "a.json: the account 'a@b' is given twice"},
             Row{"[{\"jid\":\"a@b\",\"password\":\"x\",\"key\":\"k.pem\"}]",
                 "a.json: account 1 has a 'key' without a 'certificate'"},
             Row{"[{\"jid\":\"a@b\",\"password\":\"x\",\"certificate\":\"no-such.pem\"}]",
                 "a.json: account 1 has a bad 'certificate': cannot read 'no-such.pem'"},
         }) {
        const auto accounts = parseAccounts(row.text, "a.json");
        ASSERT_FALSE(accounts) << row.text;
        EXPECT_EQ(accounts.error(), row.sentence);
        EXPECT_EQ(accounts.error().find("hush"), std::string::npos);
    }
}

TEST_F(AccountFiles, certificatesAreRelativeToTheFile) {
    const std::string certificate = write("c.pem", "x");
    Options options;
    options.accountFiles = {write("a.json", R"([{"jid":"a@b","password":"x","certificate":"c.pem"}])")};
    const auto list = gatherAccounts(options, {});
    ASSERT_TRUE(list) << list.error();
    EXPECT_EQ(list.value().accounts.at(0).certificateFile, certificate);
    EXPECT_TRUE(list.value().warnings.empty());
}

TEST_F(AccountFiles, readableByAllIsWarnedAbout) {
    Options options;
    options.accountFiles = {write("a.json", R"([{"jid":"a@b","password":"x"}])", 0644)};
    options.accounts = {"c@b"};
    options.passwordFiles = {write("p", "y", 0604)};
    const auto list = gatherAccounts(options, {});
    ASSERT_TRUE(list) << list.error();
    EXPECT_EQ(
        list.value().warnings,
        (std::vector<std::string>{
            "every user of this machine can read the passwords in '" + options.accountFiles[0] + "'",
            "every user of this machine can read the passwords in '" + options.passwordFiles[0] + "'"}));
}

TEST_F(AccountFiles, passwordFilesBelongToAccountsInOrder) {
    Options options;
    options.accounts = {"a@b", "c@b", "d@b"};
    options.passwordFiles = {write("1", "first\n"), write("2", "second\r\n"), write("3", "third\n\n")};
    const auto list = gatherAccounts(options, "from the environment");
    ASSERT_TRUE(list) << list.error();
    EXPECT_EQ(list.value().accounts.at(0).password, "first");
    EXPECT_EQ(list.value().accounts.at(1).password, "second");
    EXPECT_EQ(list.value().accounts.at(2).password, "third\n");
}

TEST_F(AccountFiles, passwordsComeFromTheEnvironmentElse) {
    Options options;
    options.accounts = {"a@b", "c@b"};
    const auto list = gatherAccounts(options, "hush");
    ASSERT_TRUE(list) << list.error();
    EXPECT_EQ(list.value().accounts.at(1).password, "hush");
    for (const auto& none : {std::optional<std::string>{}, std::optional<std::string>{""}}) {
        const auto missing = gatherAccounts(options, none);
        ASSERT_FALSE(missing);
        EXPECT_EQ(missing.error(),
                  "there is no password for 'a@b': give --password-file or set XMPPCONF_PASSWORD");
    }
}

TEST_F(AccountFiles, whatCannotBeReadIsNamed) {
    Options options;
    options.accountFiles = {(folder_ / "none.json").string()};
    EXPECT_EQ(gatherAccounts(options, {}).error(),
              "cannot read '" + options.accountFiles[0] + "': No such file or directory");
    options.accountFiles = {folder_.string()};
    EXPECT_EQ(gatherAccounts(options, {}).error(), "cannot read '" + folder_.string() + "': Is a directory");
    options.accountFiles.clear();
    options.accounts = {"a@b"};
    options.passwordFiles = {write("p", "\n")};
    EXPECT_EQ(gatherAccounts(options, {}).error(),
              "the password file '" + options.passwordFiles[0] + "' is empty");
    options.passwordFiles = {write("long", std::string(5000, 'x'))};
    EXPECT_EQ(gatherAccounts(options, {}).error(),
              "'" + options.passwordFiles[0] + "' is larger than 4096 octets");
    options.accounts = {"nobody"};
    EXPECT_EQ(gatherAccounts(options, "x").error(),
              "--account: 'nobody' is not a JID: it lacks the '@' of user@domain");
}

TEST(Accounts, ofOtherDomainsAreLeftOut) {
    AccountList list;
    list.accounts = test::accounts(2);
    list.accounts[1].domain = "conf.test";
    const auto local = accountsOfDomain(list, "localhost");
    ASSERT_TRUE(local) << local.error();
    EXPECT_EQ(local.value().accounts.size(), 1U);
    EXPECT_EQ(local.value().warnings,
              std::vector<std::string>{"1 of 2 accounts are left out: they do not belong to 'localhost'"});
    const auto none = accountsOfDomain(list, "cont.test");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error(),
              "no account belongs to the domain 'cont.test'; did you mean 'conf.test'?; --domain names the "
              "one to test");
    EXPECT_TRUE(accountsOfDomain({}, "any").ok());
}

TEST(Accounts, addressesAreReadInCanonicalForm) {
    const struct {
        const char* written;
        const char* canonical;
    } rows[] = {
        {"User1@LocalHost", "user1@localhost"},
        {"J\u00dcRGEN@B\u00dcCHER.example", "j\u00fcrgen@b\u00fccher.example"},
        {"juliet@xn--bcher-kva.example", "juliet@b\u00fccher.example"},
        {"\uff21lice@example.org", "alice@example.org"},
        {"u\u0308ser@example.org", "\u00fcser@example.org"},
        {"user@[::1]", "user@[::1]"},
    };
    for (const auto& row : rows) {
        const auto jid = parseBareJid(row.written);
        ASSERT_TRUE(jid) << row.written;
        EXPECT_EQ(jid.value().user + "@" + jid.value().domain, row.canonical);
    }
    EXPECT_EQ(canonicalDomain("B\u00dcCHER.example"), "b\u00fccher.example");
    EXPECT_EQ(asciiDomain("b\u00fccher.example"), "xn--bcher-kva.example");
    const auto twice =
        parseAccounts(R"([{"jid":"user1@h","password":"p"},{"jid":"User1@H","password":"p"}])", "a.json");
    EXPECT_EQ(twice.error(), "a.json: the account 'user1@h' is given twice");
}

}  // namespace
}  // namespace xmppconf::suite
