#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "suite/options/BaselineFile.h"

namespace xmppconf::suite {
namespace {

using judge::Verdict;
using reports::EntryState;

constexpr const char* kGood = R"({"format":"xmppconf-baseline/1","accepted":[
  {"vector":"sasl/b","requirement":"A/1/y","verdict":"warn","reason":"Grüße","until":"2027-02-28"},
  {"vector":"sasl/a","requirement":"A/1/x","verdict":"fail","reason":"known","until":null}]})";

TEST(BaselineFile, entriesAreFoundByVectorAndRequirement) {
    const auto baseline = parseBaseline(kGood, "b.json");
    ASSERT_TRUE(baseline) << baseline.error();
    ASSERT_EQ(baseline.value().entries().size(), 2U);
    EXPECT_EQ(baseline.value().entries().front()->vector, "sasl/a");
    const auto* entry = baseline.value().find("sasl/b", "A/1/y");
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->verdict, Verdict::Warn);
    EXPECT_EQ(entry->reason, "Grüße");
    EXPECT_EQ(entry->until, "2027-02-28");
    EXPECT_EQ(baseline.value().find("sasl/a", "A/1/x")->until, "");
    EXPECT_EQ(baseline.value().find("sasl/b", "A/1/x"), nullptr);
}

TEST(BaselineFile, everyMistakeIsASentenceWithItsPlace) {
    const auto entry = [](const std::string& members) {
        return R"({"format":"xmppconf-baseline/1","accepted":[)"
               R"({"vector":"v","requirement":"r","verdict":"fail","reason":"x"},{)" +
               members + "}]}";
    };
    const std::pair<std::string, std::string> rows[] = {
        {"{\"format\":\n  nonsense}", "b.json:2:4: this is not valid JSON"},
        {"\"\xff\"", "b.json:1:2: this is not valid JSON"},
        {"[1e999]", "b.json: a number is too large"},
        {"[]", R"(b.json: this is not a baseline: it does not begin with {"format": "xmppconf-baseline/1")"},
        {R"({"format":"xmppconf-report/1"})",
         R"(b.json: this is not a baseline: it does not begin with {"format": "xmppconf-baseline/1")"},
        {R"({"format":"xmppconf-baseline/1"})", "b.json: there is no list 'accepted'"},
        {R"({"format":"xmppconf-baseline/1","acepted":[]})",
         "b.json: the file has an unknown member 'acepted'; did you mean 'accepted'?"},
        {R"({"format":"xmppconf-baseline/1","accepted":[7]})",
         "b.json: entry 1 of 'accepted' is not an object"},
        {entry(R"("requirement":"r")"), "b.json: entry 2 of 'accepted' lacks 'vector'"},
        {entry(R"("vector":"v","requirement":"s","verdict":"fail","reason":"")"),
         "b.json: entry 2 of 'accepted' has an empty 'reason'"},
        {entry(R"("vector":"v","requirement":"s","verdict":"fail","reason":[])"),
         "b.json: entry 2 of 'accepted' has a 'reason' that is not a string"},
        {entry(R"("vector":"v","requirement":"s","verdict":"fail","reson":"x")"),
         "b.json: entry 2 of 'accepted' has an unknown member 'reson'; did you mean 'reason'?"},
        {entry(R"("vector":"v","requirement":"s","verdict":"blocked","reason":"x")"),
         "b.json: entry 2 of 'accepted' has the verdict 'blocked' instead of fail, warn or info"},
        {entry(R"("vector":"v","requirement":"r","verdict":"warn","reason":"x")"),
         "b.json: entry 2 of 'accepted' accepts r in v a second time"},
        {entry(R"("vector":"v","requirement":"s","verdict":"fail","reason":"x","until":"2027-02-29")"),
         "b.json: entry 2 of 'accepted' is accepted until '2027-02-29', which is not a day like 2027-01-31"},
        {entry(R"("vector":"v","requirement":"s","verdict":"fail","reason":"x","until":"31.1.2027!")"),
         "b.json: entry 2 of 'accepted' is accepted until '31.1.2027!', which is not a day like 2027-01-31"},
    };
    for (const auto& [text, sentence] : rows) {
        const auto baseline = parseBaseline(text, "b.json");
        ASSERT_FALSE(baseline) << text;
        EXPECT_EQ(baseline.error(), sentence);
    }
    EXPECT_EQ(readBaseline("/no/such/b.json").error(),
              "cannot read '/no/such/b.json': No such file or directory");
}

TEST(BaselineFile, isRenewedWithWhatStaysAndWhatIsNew) {
    reports::BaselineResult result;
    const auto entry = [](const std::string& vector) {
        return reports::AcceptedDeviation{vector, "A/1/x", Verdict::Fail, "because of " + vector,
                                          "2027-01-31"};
    };
    result.entries = {{entry("a"), EntryState::Accepted, ""},
                      {entry("b"), EntryState::Stale, "it no longer fails"},
                      {entry("c"), EntryState::Expired, ""},
                      {entry("d"), EntryState::Exceeded, ""},
                      {entry("e"), EntryState::Unjudged, ""}};
    result.fresh = {{{"d", "A/1/x", Verdict::Fail, "worse", ""}, "seen"},
                    {{"f", "A/1/x", Verdict::Warn, "new", ""}, "seen"},
                    {{"g", "", Verdict::Fail, "it died", ""}, "it died"}};
    const auto renewed = parseBaseline(renewedBaseline(result), "renewed");
    ASSERT_TRUE(renewed) << renewed.error();
    std::string shown;
    for (const auto* one : renewed.value().entries())
        shown += one->vector + ':' + one->reason + ':' + one->until + '\n';
    EXPECT_EQ(shown,
              "a:because of a:2027-01-31\n"
              "c:because of c:2027-01-31\n"
              "d:worse:\n"
              "e:because of e:2027-01-31\n"
              "f:new:\n");
    EXPECT_EQ(renewedBaseline({}), "{\n  \"format\": \"xmppconf-baseline/1\",\n  \"accepted\": []\n}\n");
}

TEST(BaselineFile, whatStaysComesBackAsItWas) {
    const std::string path = std::string(XMPPCONF_TEST_DATA) + "/baseline.json";
    const auto baseline = readBaseline(path);
    ASSERT_TRUE(baseline) << baseline.error();
    reports::BaselineResult result;
    for (const auto* entry : baseline.value().entries())
        result.entries.push_back({*entry, EntryState::Accepted, ""});
    std::ostringstream file;
    file << std::ifstream(path).rdbuf();
    EXPECT_EQ(renewedBaseline(result), file.str());
}

TEST(BaselineFile, reasonsOfAFileThatIsNotReadAreNotLost) {
    namespace fs = std::filesystem;
    std::string name = (fs::temp_directory_path() / "xmppconf-baseline-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    const std::string old = name + "/old.json";
    const std::string other = name + "/other.json";
    EXPECT_TRUE(mayWriteBaseline(old, ""));
    std::ofstream(old) << kGood;
    std::ofstream(other) << kGood;
    EXPECT_TRUE(mayWriteBaseline(old, old));
    EXPECT_TRUE(mayWriteBaseline(old, name + "/./old.json"));
    EXPECT_TRUE(mayWriteBaseline("-", ""));
    EXPECT_TRUE(mayWriteBaseline("", other));
    for (const std::string& read : {std::string(), other}) {
        const auto refused = mayWriteBaseline(old, read);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error(), "'" + old +
                                       "' exists, and writing it anew would lose the reasons in it: read it "
                                       "too, with --baseline " +
                                       old + ", or remove it first");
    }
    fs::remove_all(name);
}

}  // namespace
}  // namespace xmppconf::suite
