#include <gtest/gtest.h>

#include <algorithm>

#include "tests/faulty/proof/WholeProgram.h"

namespace xmppconf::faulty {

namespace {

using nlohmann::json;

int countOf(const Finding& run, const char* verdict) {
    return run.report.at("summary").at("vectors").value(verdict, 0);
}

std::string verdictOn(const Finding& run, const std::string& requirement) {
    for (const json& each : run.report.at("requirements"))
        if (each.at("id") == requirement) return each.at("verdict");
    return "";
}

const json* vectorOf(const Finding& run, const std::string& id) {
    for (const json& each : run.report.at("vectors"))
        if (each.at("id") == id) return &each;
    return nullptr;
}

}  // namespace

// The server of the matrix is the one of the network: the whole program over TCP says what the tests in
// memory say.
TEST(Program, FindsTheHonestServerConforming) {
    const ServerProcess server({"--profile", "plain"});
    const Finding found = run(server, {"--tls", "none"});
    EXPECT_EQ(found.code, 0);
    EXPECT_TRUE(found.report.at("run").at("complete").get<bool>());
    for (const char* verdict : {"fail", "warn", "info", "blocked", "error"})
        EXPECT_EQ(countOf(found, verdict), 0) << verdict;
    EXPECT_GT(countOf(found, "pass"), 200);
}

TEST(Program, FindsTheHonestServerConformingOverTls) {
    const ServerProcess server({"--profile", "starttls"});
    const Finding found = run(server, {"--tls", "starttls", "--select", "starttls", "--select", "sasl"});
    EXPECT_EQ(found.code, 0);
    for (const char* verdict : {"fail", "warn", "info", "blocked", "error"})
        EXPECT_EQ(countOf(found, verdict), 0) << verdict;
    EXPECT_GT(countOf(found, "pass"), 50);
}

TEST(Program, BlamesFaultsForWhatTheyBreak) {
    const ServerProcess server(
        {"--profile", "plain", "--fault", "password-not-verified", "--fault", "bad-iq-type-ignored"});
    const Finding found = run(server, {"--tls", "none", "--timeout", "2", "--select", "sasl/plain/*",
                                       "--select", "stanza/iq/type-*", "--select", "stanza/iq/id-*"});
    EXPECT_EQ(found.code, 1);
    std::vector<std::string> failed;
    for (const json& vector : found.report.at("vectors"))
        if (vector.at("verdict") == "fail") failed.push_back(vector.at("id"));
    const auto hasFailed = [&](const char* id) {
        return std::find(failed.begin(), failed.end(), id) != failed.end();
    };
    EXPECT_TRUE(hasFailed("sasl/plain/wrong-password"));
    EXPECT_TRUE(hasFailed("stanza/iq/type-unknown"));
    EXPECT_FALSE(hasFailed("stanza/iq/id-escaped"));
    EXPECT_FALSE(hasFailed("sasl/plain/login"));
}

// Other faults beside it take from the vectors that ask for it first what they need.
TEST(Program, FindsThatPasswordsAreNotVerifiedBesideOtherFaults) {
    for (const auto& [profile, tls] : {std::pair{"plain", "none"}, {"starttls", "starttls"}}) {
        std::vector<std::string> arguments = {"--profile", profile};
        for (const char* fault :
             {"scram-not-offered", "plus-not-offered", "password-not-verified", "malformed-message-closes",
              "unknown-mechanism-ignored", "unknown-user-accepted"})
            arguments.insert(arguments.end(), {"--fault", fault});
        const ServerProcess server(arguments);
        const Finding found = run(server, {"--tls", tls, "--timeout", "2"});
        EXPECT_EQ(found.code, 1) << profile;
        EXPECT_EQ(verdictOn(found, "RFC4616/2/verified"), "fail") << profile;
    }
}

// What one conversation cannot show: IDs are right in each, and wrong over the run.
TEST(Program, JudgesStreamIdsOverTheWholeRun) {
    const struct {
        const char *fault, *rule, *requirement;
    } rows[] = {{"header-id-in-steps", "always/stream-id-counted", "RFC6120/4.7.3/id-unpredictable"},
                {"header-id-given-twice", "always/stream-id-repeated", "RFC6120/4.7.3/id-unique"}};
    for (const auto& row : rows) {
        const ServerProcess server({"--profile", "plain", "--fault", row.fault});
        const Finding found =
            run(server, {"--tls", "none", "--timeout", "2", "--select", "bind", "--select", "session"});
        EXPECT_EQ(found.code, 1) << row.fault;
        const json* told = vectorOf(found, row.rule);
        ASSERT_TRUE(told) << row.fault;
        EXPECT_EQ(told->at("verdict"), "fail") << row.fault;
        EXPECT_GT(told->at("seen_in").size(), 5U) << row.fault;
        EXPECT_EQ(verdictOn(found, row.requirement), "fail") << row.fault;
    }
}

}  // namespace xmppconf::faulty
