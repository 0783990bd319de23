#include <gtest/gtest.h>

#include <algorithm>

#include "tests/faulty/proof/WholeProgram.h"

namespace xmppconf::faulty {

namespace {

using nlohmann::json;

int countOf(const Finding& run, const char* verdict) {
    return run.report.at("summary").at("vectors").value(verdict, 0);
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

}  // namespace xmppconf::faulty
