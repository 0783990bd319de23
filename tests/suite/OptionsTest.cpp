#include <gtest/gtest.h>

#include "suite/options/CommandLine.h"
#include "suite/options/Options.h"
#include "suite/options/RepeatCommand.h"
#include "tests/suite/Said.h"

namespace xmppconf::suite {
namespace {

using test::run;
using test::Said;

using Arguments = std::vector<std::string>;

TEST(Options, everyMistakeIsASentenceAndExitCode2) {
    struct Row {
        Arguments arguments;
        const char* sentence;
    };
    const Row rows[] = {
        {{}, "--target is missing: which server?"},
        {{"--targt", "h"}, "unknown option '--targt'; did you mean '--target'?"},
        {{"--target=h", "--tiemout=3"}, "unknown option '--tiemout'; did you mean '--timeout'?"},
        {{"--target", "h", "--baseline", "b", "--json", "b"}, "--baseline and --json both name 'b'"},
        {{"--frobnicate"}, "unknown option '--frobnicate'"},
        {{"-x"}, "unknown option '-x'"},
        {{"localhost"}, "'localhost' is no option; the server is named with --target"},
        {{"--target", "h", "i"}, "'i' is no option; the server is named with --target"},
        {{"--target"}, "--target needs a value: --target HOST[:PORT]"},
        {{"--target", "h", "--select"}, "--select needs a value: --select PATTERN"},
        {{"--target", "--jobs", "3"}, "--target needs a value: --target HOST[:PORT]"},
        {{"--target", "h", "--target", "i"}, "--target is given twice"},
        {{"--target", "-v"}, "--target needs a value: --target HOST[:PORT]"},
        {{"--target", "h", "--insecure=yes"}, "--insecure takes no value"},
        {{"--target", "h", "--intrusive=no"}, "--intrusive takes no value"},
        {{"--target", "h", "--domain", ""}, "the value of --domain is empty"},
        {{"--target", "h", "--domain", "a b"},
         "--domain 'a b' is not a domain: it holds a space or a control character"},
        {{"--target", "h", "--domain", "u@d"}, "--domain 'u@d' is not a domain: it holds '@'"},
        {{"--target", "h:x"}, "the port of the target is a number from 1 to 65535, not 'x'"},
        {{"--target", "h", "--direct-port", "0"}, "--direct-port is a number from 1 to 65535, not '0'"},
        {{"--target", "h", "--tls", "startls"},
         "--tls is auto, starttls, direct or none, not 'startls'; did you mean 'starttls'?"},
        {{"--target", "h", "--tls", "tls1.3"}, "--tls is auto, starttls, direct or none, not 'tls1.3'"},
        {{"--target", "h", "--level", "MUST"}, "--level is must, should or may, not 'MUST'"},
        {{"--target", "h", "--impact", "form,securty"},
         "--impact is a list of security, interoperability, robustness and form, not 'form,securty'; did you "
         "mean 'security'?"},
        {{"--target", "h", "--fail-on", "nevr"},
         "--fail-on is 'never' or a list of must, should, flaky, outage and gap, not 'nevr'; did you mean "
         "'never'?"},
        {{"--target", "h", "--color", "blue"}, "--color is auto, always or never, not 'blue'"},
        {{"--target", "h", "--jobs", "0"}, "--jobs is a number from 1 to 256, not '0'"},
        {{"--target", "h", "--jobs", "257"}, "--jobs is a number from 1 to 256, not '257'"},
        {{"--target", "h", "--jobs", "four"}, "--jobs is a number from 1 to 256, not 'four'"},
        {{"--target", "h", "--timeout", "0"},
         "--timeout is a number of seconds above 0 and up to 600, not '0'"},
        {{"--target", "h", "--timeout", "600.5"},
         "--timeout is a number of seconds above 0 and up to 600, not '600.5'"},
        {{"--target", "h", "--timeout", "1e3"},
         "--timeout is a number of seconds above 0 and up to 600, not '1e3'"},
        {{"--target", "h", "--timeout", "nan"},
         "--timeout is a number of seconds above 0 and up to 600, not 'nan'"},
        {{"--target", "h", "--timeout", "10s"},
         "--timeout is a number of seconds above 0 and up to 600, not '10s'"},
        {{"--target", "h", "--seed", "-5"},
         "--seed is a whole number from 0 to 18446744073709551615, not '-5'"},
        {{"--target", "h", "--seed", "18446744073709551616"},
         "--seed is a whole number from 0 to 18446744073709551615, not '18446744073709551616'"},
        {{"--target", "h", "--insecure", "--ca", "x"}, "--ca and --insecure exclude each other"},
        {{"--target", "h", "--json", "-", "--html", "-"}, "--json and --html cannot both be '-'"},
        {{"--target", "h", "--json", "r", "--html", "r"}, "--json and --html both name 'r'"},
        {{"--target", "h", "--requirements"}, "--requirements goes with --list only"},
        {{"--list", "--explain", "x"}, "--list and --explain exclude each other"},
        {{"--target", "h", "--html", "r", "--write-baseline", "r"},
         "--html and --write-baseline both name 'r'"},
        {{"--target", "h", "--junit", "-", "--ctrf", "-"}, "--junit and --ctrf cannot both be '-'"},
        {{"--target", "h", "--account", "a@h", "--account", "b@h", "--password-file", "p"},
         "there are 2 of --account and 1 of --password-file; give one password file for each account, in the "
         "same "
         "order, or none and set XMPPCONF_PASSWORD"},
        {{"--target", "h", "--password", "secret"}, "unknown option '--password'"},
    };
    for (const Row& row : rows) {
        const Said said = run(row.arguments);
        EXPECT_EQ(said.code, 2) << row.sentence;
        EXPECT_EQ(said.output, "") << row.sentence;
        EXPECT_EQ(said.errors,
                  std::string("xmppconf: ") + row.sentence + "\nxmppconf --help lists the options.\n");
    }
}

TEST(Options, areReadAsGiven) {
    const auto options = parseOptions(
        {"--target",   "[::1]:5299", "--domain",     "conf.test", "--accounts", "a.json",    "--tls",
         "direct",     "--select",   "sasl/*",       "--select",  "bind",       "--exclude", "x",
         "--level",    "should",     "--jobs",       "1",         "--timeout",  "0.5",       "--seed",
         "7",          "--fail-on",  "should",       "--json",    "-",          "--html",    "r.html",
         "-v",         "--trace",    "--color",      "never",     "--vectors",  "v",         "--intrusive",
         "--insecure", "--impact",   "form,security"});
    ASSERT_TRUE(options) << options.error();
    const Options& o = options.value();
    EXPECT_EQ(o.mode, Options::Mode::Run);
    EXPECT_EQ(o.target->host, "::1");
    EXPECT_EQ(o.target->port, 5299);
    EXPECT_EQ(o.domain, "conf.test");
    EXPECT_EQ(o.accountFiles, Arguments{"a.json"});
    EXPECT_EQ(o.tls, TlsChoice::Direct);
    EXPECT_EQ(o.select, (Arguments{"sasl/*", "bind"}));
    EXPECT_EQ(o.exclude, Arguments{"x"});
    EXPECT_EQ(o.level, vector::Level::Should);
    EXPECT_EQ(o.impacts, (std::set{vector::Impact::Security, vector::Impact::Form}));
    EXPECT_EQ(o.jobs, 1);
    EXPECT_EQ(o.timeout, std::chrono::milliseconds(500));
    EXPECT_EQ(o.seed, 7U);
    EXPECT_EQ(o.failOn.requirements, FailOn::Should);
    EXPECT_EQ(o.jsonFile, "-");
    EXPECT_EQ(o.htmlFile, "r.html");
    EXPECT_TRUE(o.verbose && o.trace && o.intrusive && o.insecure);
    EXPECT_EQ(o.color, ColorChoice::Never);
    EXPECT_EQ(o.vectorFolders, Arguments{"v"});
}

TEST(Options, anAddressInBracketsIsOneValue) {
    for (const std::vector<std::string>& arguments :
         {Arguments{"--target=[::1]"}, Arguments{"--target", "[::1]"}}) {
        const auto options = parseOptions(arguments);
        ASSERT_TRUE(options) << options.error();
        EXPECT_EQ(options.value().target->host, "::1");
    }
}

TEST(Options, haveDefaults) {
    const auto options = parseOptions({"--target=xmpp.example"});
    ASSERT_TRUE(options) << options.error();
    EXPECT_EQ(options.value().jobs, 16);
    EXPECT_EQ(options.value().timeout, std::chrono::seconds(10));
    EXPECT_EQ(options.value().level, vector::Level::May);
    EXPECT_EQ(options.value().failOn.requirements, FailOn::Must);
    EXPECT_TRUE(options.value().failOn.gap);
    EXPECT_EQ(options.value().maxTime, std::chrono::minutes(5));
    EXPECT_FALSE(options.value().seed);
    EXPECT_TRUE(options.value().vectorFolders.empty());
}

TEST(Options, helpAndVersionNeedNoTarget) {
    const Said version = run({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_TRUE(version.output.starts_with("xmppconf ")) << version.output;
    const Said help = run({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const OptionForm& form : optionForms())
        EXPECT_NE(help.output.find(form.name), std::string::npos) << form.name << " is not in --help";
    EXPECT_EQ(help.errors, "");
}

TEST(Options, listAndExplainNeedNoTarget) {
    const auto list = parseOptions({"--list", "--requirements"});
    ASSERT_TRUE(list) << list.error();
    EXPECT_EQ(list.value().mode, Options::Mode::List);
    EXPECT_TRUE(list.value().listRequirements);
    const auto explain = parseOptions({"--explain", "sasl/plain/login"});
    ASSERT_TRUE(explain) << explain.error();
    EXPECT_EQ(explain.value().mode, Options::Mode::Explain);
    EXPECT_EQ(explain.value().explain, "sasl/plain/login");
}

TEST(CommandLine, isQuotedForTheShell) {
    EXPECT_EQ(shellQuoted({"xmppconf", "--select", "sasl/*", "a b", "it's", "", "$HOME", "RFC6120/6.4,x=1"}),
              "xmppconf --select 'sasl/*' 'a b' 'it'\\''s' '' '$HOME' RFC6120/6.4,x=1");
}

TEST(RepeatCommand, namesTheSameTargetAndNothingElse) {
    const auto options = parseOptions({"--target", "[::1]:5299", "--domain", "conf.test", "--accounts",
                                       "my accounts.json", "--tls", "starttls", "--ca", "ca.pem", "--vectors",
                                       "v", "--jobs", "3", "--json", "r", "--select", "bind"});
    ASSERT_TRUE(options) << options.error();
    EXPECT_EQ(
        repeatCommand(options.value()),
        "xmppconf --target '[::1]:5299' --domain conf.test --accounts 'my accounts.json' --tls starttls "
        "--ca ca.pem --vectors v");
}

TEST(RepeatCommand, namesAllThatMayChangeAVerdict) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> rows = {
        {{}, ""},
        {{"--timeout", "10", "--level", "may"}, ""},
        {{"--timeout", "0.25"}, " --timeout 0.25"},
        {{"--timeout", "120"}, " --timeout 120"},
        {{"--level", "must"}, " --level must"},
        {{"--level", "should", "--intrusive", "--timeout", "2.5"},
         " --level should --intrusive --timeout 2.5"},
    };
    for (auto [arguments, repeated] : rows) {
        arguments.insert(arguments.begin(), {"--target", "localhost", "--insecure", "--direct-port", "5223"});
        const auto options = parseOptions(arguments);
        ASSERT_TRUE(options) << options.error();
        EXPECT_EQ(repeatCommand(options.value()),
                  "xmppconf --target localhost --direct-port 5223 --insecure" + repeated);
    }
}

}  // namespace
}  // namespace xmppconf::suite
