#include "tests/secrets/SecretsRun.h"

#include "harness/sasl/Base64.h"

namespace xmppconf::test {

Ended SecretsRun::runWithAllOutputs(const std::string& target, const std::vector<std::string>& more) {
    std::vector<std::string> all = {"--junit",          path("r.xml"),        "--ctrf",  path("r.ctrf"),
                                    "--summary",        path("r.md"),         "--trace", "--verbose",
                                    "--write-baseline", path("baseline.json")};
    all.insert(all.end(), more.begin(), more.end());
    return run(target, all);
}

std::map<std::string, std::string> SecretsRun::outputs(const Ended& ended) const {
    return {{"JSON", contentOf(path("r.json"))},
            {"HTML", html()},
            {"JUnit", contentOf(path("r.xml"))},
            {"CTRF", contentOf(path("r.ctrf"))},
            {"summary", contentOf(path("r.md"))},
            {"baseline", contentOf(path("baseline.json"))},
            {"console", ended.output},
            {"errors", ended.errors},
            {"Base64 in JSON", binaryParts()}};
}

void SecretsRun::expectNoLeak(const LeakFinder& finder, const std::map<std::string, std::string>& outputs) {
    for (const auto& [name, text] : outputs)
        EXPECT_EQ(finder.leaks(text), std::vector<std::string>()) << name;
}

void SecretsRun::expectFoundEverywhere(std::string_view planted,
                                       const std::map<std::string, std::string>& outputs,
                                       const std::vector<std::string>& names) {
    LeakFinder finder;
    finder.add(planted);
    for (const std::string& name : names)
        EXPECT_FALSE(finder.leaks(outputs.at(name)).empty())
            << "a secret would not have been found in " << name;
}

std::string SecretsRun::binaryParts() const {
    std::string all;
    for (const auto& vector : report()["vectors"])
        for (const auto& entry : vector["transcript"])
            if (entry.contains("base64"))
                all += sasl::decodeBase64(entry["base64"].get<std::string>()).value_or("");
    return all;
}

}  // namespace xmppconf::test
