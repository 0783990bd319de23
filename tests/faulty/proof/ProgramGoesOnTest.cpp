#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/faulty/proof/WholeProgram.h"

namespace xmppconf::faulty {

namespace {

/// One mechanism, or all but some, let nobody in; others do.
struct Case {
    std::string profile, security, fault;
};

bool isJudged(const nlohmann::json& vector) {
    const auto& verdict = vector.at("verdict");
    return verdict == "pass" || verdict == "info" || verdict == "warn" || verdict == "fail";
}

std::set<std::string> judgedBy(const Case& given, const std::string& fault) {
    std::vector<std::string> arguments = {"--profile", given.profile};
    if (!fault.empty()) arguments.insert(arguments.end(), {"--fault", fault});
    const ServerProcess server(arguments);
    const Finding found = run(server, {"--tls", given.security, "--timeout", "2"});
    std::set<std::string> judged;
    if (!found.report.is_object()) return judged;
    for (const auto& vector : found.report.at("vectors"))
        if (isJudged(vector)) judged.insert(vector.at("id").get<std::string>());
    return judged;
}

// What is asked about SASL needs the mechanism that it is about.
bool isAboutSasl(const std::string& id) {
    return id.starts_with("sasl/") || id.starts_with("session/digest-md5/") || id.starts_with("features/") ||
           id.starts_with("starttls/") || id.ends_with("user-in-upper-case") ||
           id == "bind/after/second-login";
}

class ProgramGoesOn : public testing::TestWithParam<Case> {};

inline void PrintTo(const Case& given, std::ostream* output) { *output << given.fault; }

INSTANTIATE_TEST_SUITE_P(FaultyServer, ProgramGoesOn,
                         testing::Values(Case{"plain", "none", "scram-refused"},
                                         Case{"plain", "none", "digest-md5-realm-unquoted"},
                                         Case{"plain", "none", "digest-md5-charset-quoted"},
                                         Case{"starttls", "starttls", "plus-alone"}));

// Where one way to log in is broken and another is not, everything else is judged as before.
TEST_P(ProgramGoesOn, WhereAnotherMechanismWorks) {
    const auto without = judgedBy(GetParam(), "");
    const auto with = judgedBy(GetParam(), GetParam().fault);
    EXPECT_GT(without.size(), 300U);
    for (const std::string& id : without) {
        if (!isAboutSasl(id)) {
            EXPECT_EQ(with.count(id), 1U) << id << " is not judged any more";
        }
    }
}

}  // namespace
}  // namespace xmppconf::faulty
