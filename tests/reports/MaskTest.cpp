#include <gtest/gtest.h>

#include <chrono>

#include "harness/sasl/Base64.h"
#include "reports/secrets/Mask.h"

namespace xmppconf::reports {
namespace {

using namespace std::string_literals;
using dialogue::Outcome;
using dialogue::TranscriptEntry;
using EntryKind = TranscriptEntry::Kind;

const std::string kPassword = "pencil";
const std::string kPlain = "\0user\0pencil"s;
const std::string kProof =
    "\xbf\x45\xfc\xbf\x70\x73\xd9\x3d\x02\x24\x66\xc9\x43\x21\x74\x5f\xe1\xc8\xe1\x3b"s;
const std::string kDigest = "d388dad90d4bbd760a152321f2143af7";

const std::vector<sasl::Secret> kSecrets = {{kPassword, "password"},
                                            {kPlain, "PLAIN message"},
                                            {kProof, "SCRAM client proof"},
                                            {kDigest, "DIGEST-MD5 response"}};

Outcome withEntries(const std::vector<std::string>& texts, EntryKind kind = EntryKind::Sent) {
    Outcome outcome;
    outcome.secrets = kSecrets;
    for (const auto& text : texts) outcome.transcript.push_back({{}, "c", kind, text, 0});
    return outcome;
}

std::string maskedText(const std::string& text) {
    return masked(withEntries({text})).transcript.at(0).octets;
}

struct MaskRow {
    std::string name;
    std::string text;
    std::string expected;
};

class MaskTable : public testing::TestWithParam<MaskRow> {};

TEST_P(MaskTable, InTheTranscript) { EXPECT_EQ(maskedText(GetParam().text), GetParam().expected); }

TEST_P(MaskTable, InReasonAndChecks) {
    Outcome outcome;
    outcome.secrets = kSecrets;
    outcome.why = judge::said(GetParam().text);
    outcome.mechanisms = {GetParam().text};
    outcome.features = {GetParam().text};
    outcome.tls.emplace().subject = GetParam().text;
    outcome.checks.resize(1);
    outcome.checks[0].actual = GetParam().text;
    outcome.checks[0].expected = {"x", GetParam().text};
    const Outcome result = masked(outcome);
    EXPECT_EQ(result.reason(), GetParam().expected);
    EXPECT_EQ(result.checks[0].actual, GetParam().expected);
    EXPECT_EQ(result.checks[0].expected[1], GetParam().expected);
    EXPECT_EQ(result.mechanisms[0], GetParam().expected);
    EXPECT_EQ(result.features[0], GetParam().expected);
    EXPECT_EQ(result.tls->subject, GetParam().expected);
    EXPECT_TRUE(result.secrets.empty());
}

std::string b64(const std::string& octets) { return sasl::encodeBase64(octets); }
std::string unpadded(const std::string& octets) {
    std::string text = b64(octets);
    return text.substr(0, text.find('='));
}
const std::string kClientFinal = "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=" + b64(kProof);
const std::string kDigestMessage = "username=\"user\",response=" + kDigest + ",charset=utf-8";

INSTANTIATE_TEST_SUITE_P(
    Wrappings, MaskTable,
    testing::Values(
        MaskRow{"nothing", "<auth>AGFsaWNlAHdyb25n</auth>", "<auth>AGFsaWNlAHdyb25n</auth>"},
        MaskRow{"raw", "user/pencil!", "user/«masked: password»!"},
        MaskRow{"othercase", "PENCIL", "«masked: password»"},
        MaskRow{"twice", "pencil pencil", "«masked: password» «masked: password»"},
        MaskRow{"plainraw", kPlain, "«masked: PLAIN message»"},
        MaskRow{"plain", "<auth>" + b64(kPlain) + "</auth>", "<auth>«masked: PLAIN message»</auth>"},
        MaskRow{"plainshiftedbyauthzid", "<auth>" + b64("a" + kPlain) + "</auth>",
                "<auth>«masked: PLAIN message»</auth>"},
        MaskRow{"plainshiftedbytwo", "<auth>" + b64("me" + kPlain) + "</auth>",
                "<auth>«masked: PLAIN message»</auth>"},
        MaskRow{"plainunpadded", "<auth>" + unpadded("me" + kPlain) + "</auth>",
                "<auth>«masked: PLAIN message»</auth>"},
        MaskRow{"plainwrongpadding", "<auth>" + unpadded(kPlain) + "====</auth>",
                "<auth>«masked: PLAIN message»</auth>"},
        MaskRow{"plainwithspace", "<auth>AHVz ZXIAcG\nVuY2ls</auth>", "<auth>«masked: PLAIN message»</auth>"},
        MaskRow{"plainbehindletters", "xAHVzZXIAcGVuY2ls", "«masked: PLAIN message»"},
        MaskRow{"passwordbase64", "p=" + b64(kPassword) + ";", "p=«masked: password»;"},
        MaskRow{"hexlower", "70656e63696c", "«masked: password»"},
        MaskRow{"hexupper", "70656E63696C", "«masked: password»"},
        MaskRow{"proofraw", "<" + kProof + ">", "<«masked: SCRAM client proof»>"},
        MaskRow{"proof", "p=" + b64(kProof), "p=«masked: SCRAM client proof»"},
        MaskRow{"proofvisible", "got \\xbfE\\xfc\\xbfps\\xd9=\\x02$f\\xc9C!t_\\xe1\\xc8\\xe1;",
                "got «masked: SCRAM client proof»"},
        MaskRow{"clientfinal", kClientFinal, kClientFinal.substr(0, 54) + "«masked: SCRAM client proof»"},
        MaskRow{"clientfinalbase64", "<response>" + b64(kClientFinal) + "</response>",
                "<response>«masked: SCRAM client proof»</response>"},
        MaskRow{"threetimes", b64(b64(kClientFinal)), "«masked: SCRAM client proof»"},
        MaskRow{"digest", kDigestMessage,
                "username=\"user\",response=«masked: DIGEST-MD5 response»,charset=utf-8"},
        MaskRow{"digestbase64", "<response>" + b64(kDigestMessage) + "</response>",
                "<response>«masked: DIGEST-MD5 response»</response>"},
        MaskRow{"entities", "<password>p&#101;n&#x63;il</password>",
                "<password>«masked: password»</password>"},
        MaskRow{"entityinbase64", "<auth>AHVzZXIAcGVuY2&#x6c;s</auth>",
                "<auth>«masked: PLAIN message»</auth>"}),
    [](const auto& row) { return row.param.name; });

TEST(Mask, KnowsXmlSpecialCharacters) {
    Outcome outcome = withEntries({"<p>a&lt;&amp;&quot;&apos;b</p>", "<p>a&#60;&#x26;\"'b</p>", "a<&\"'b"},
                                  EntryKind::Event);
    outcome.secrets = {{"a<&\"'b", "password"}};
    const Outcome result = masked(outcome);
    EXPECT_EQ(result.transcript[0].octets, "<p>«masked: password»</p>");
    EXPECT_EQ(result.transcript[1].octets, "<p>«masked: password»</p>");
    EXPECT_EQ(result.transcript[2].octets, "«masked: password»");
}

TEST(Mask, AShortSecretInsideOfShortBase64) {  // found by a fuzzer
    for (const std::string& text : {"\0abcd"s, "abcd\0"s, "abcd"s, "x:abcd"s}) {
        for (const std::string& shown : {b64(text), unpadded(text)}) {
            Outcome outcome = withEntries({shown});
            outcome.secrets = {{"abcd", "password"}};
            EXPECT_TRUE(masked(outcome).transcript[0].octets.starts_with("«masked: password»")) << shown;
        }
    }
}

TEST(Mask, SecretsSpreadOverWrites) {
    const Outcome result = masked(withEntries({"<auth>AHVz", "ZXIAcG", "VuY2ls</auth><x/>"}));
    EXPECT_EQ(result.transcript[0].octets, "<auth>«masked: PLAIN message»");
    EXPECT_EQ(result.transcript[1].octets, "«masked: PLAIN message, continued»");
    EXPECT_EQ(result.transcript[2].octets, "«masked: PLAIN message, continued»</auth><x/>");
}

TEST(Mask, OctetByOctet) {
    std::vector<std::string> letters;
    for (const char c : "x pencil y"s) letters.emplace_back(1, c);
    std::string all;
    for (const auto& entry : masked(withEntries(letters, EntryKind::Received)).transcript)
        all += entry.octets;
    EXPECT_EQ(all.substr(0, all.find("»") + 2), "x «masked: password»");
    EXPECT_EQ(all.substr(all.size() - 2), " y");
    EXPECT_EQ(all.find('p', all.find("»")), all.find("password, continued"));
}

TEST(Mask, ConnectionsAndDirectionsAreStreamsOfTheirOwn) {
    Outcome outcome = withEntries({"pen", "pen", "cil", "cil"});
    outcome.transcript[1].conn = "d";
    outcome.transcript[3].conn = "d";
    outcome.transcript.push_back({{}, "c", EntryKind::Received, "cil", 0});
    const Outcome result = masked(outcome);
    EXPECT_EQ(result.transcript[0].octets, "«masked: password»");
    EXPECT_EQ(result.transcript[1].octets, "«masked: password»");
    EXPECT_EQ(result.transcript[2].octets, "«masked: password, continued»");
    EXPECT_EQ(result.transcript[4].octets, "cil");
}

TEST(Mask, WhatWasCutThroughIsMaskedToo) {
    Outcome outcome = withEntries({"<auth>AHVzZXIAcGVu", "cil", "<a>penc"});
    outcome.transcript[0].cut = 100;
    const Outcome result = masked(outcome);
    EXPECT_EQ(result.transcript[0].octets, "<auth>«masked: PLAIN message»");
    EXPECT_EQ(result.transcript[1].octets, "cil");
    EXPECT_EQ(result.transcript[2].octets, "<a>penc");  // complete, and not a secret
}

TEST(Mask, ACheckByItselfAndAReasonInsideOfAnother) {
    const std::vector<sasl::Secret> secrets = {{"pencil", "password"}};
    judge::Check check;
    check.expected = {"a", "not pencil"};
    check.actual = "<x>pencil</x>";
    EXPECT_EQ(masked(check, secrets).actual, "<x>«masked: password»</x>");
    EXPECT_EQ(masked(check, secrets).expected[1], "not «masked: password»");
    dialogue::Outcome outcome;
    outcome.why = {
        .kind = judge::Reason::Kind::Stranger, .actual = "a@b/c", .beside = {judge::broken(check)}};
    EXPECT_EQ(masked(outcome, secrets).reason().find("pencil"), std::string::npos);
}

TEST(Mask, SentencesMayHaveBeenCutThrough) {
    Outcome outcome;
    outcome.secrets = kSecrets;
    outcome.why = judge::said("the password is penci");
    outcome.checks.resize(1);
    outcome.checks[0].actual = "the password is pe";
    EXPECT_EQ(masked(outcome).reason(), "the password is «masked: password»");
    EXPECT_EQ(masked(outcome).checks[0].actual, "the password is pe");
}

TEST(Mask, ElementsThatAreShownCutEndInTheMiddleOfSentences) {
    Outcome outcome;
    outcome.secrets = kSecrets;
    outcome.why = judge::said(
        "expected <a/>, got <b>penci… (17 octets in all), then <c>AHVzZXIAcGVu… (40 octets in all), then pe");
    EXPECT_EQ(
        masked(outcome).reason(),
        "expected <a/>, got <b>«masked: password»… (17 octets in all), then <c>«masked: PLAIN message»… "
        "(40 octets in all), then pe");
    // less than half of it tells too little
    outcome.why = judge::said("got <b>pe… (17 octets in all), and pencil");
    EXPECT_EQ(masked(outcome).reason(), "got <b>pe… (17 octets in all), and «masked: password»");
    // what a mark takes away is not taken twice
    outcome.why = judge::said("got <b>pencil… (17 octets in all)");
    EXPECT_EQ(masked(outcome).reason(), "got <b>«masked: password»… (17 octets in all)");
}

TEST(Mask, TakesSecretsOfTheRun) {
    Outcome outcome = withEntries({"secret1 pencil"});
    outcome.secrets.clear();
    const std::vector<sasl::Secret> passwords = {{"secret1", "password"}, {"", "nothing"}};
    EXPECT_EQ(masked(outcome, passwords).transcript[0].octets, "«masked: password» pencil");
}

TEST(Mask, WithoutSecretsNothingChanges) {
    Outcome outcome = withEntries({kPlain});
    outcome.secrets = {{"", "empty"}};
    EXPECT_EQ(masked(outcome).transcript[0].octets, kPlain);
}

TEST(Mask, AVeryShortSecretDoesNotBlowUpTheReport) {
    Outcome outcome = withEntries({std::string(100'000, 'a') + "b", "ab" + std::string(50'000, 'b')});
    for (std::size_t i = 0; i < 100'000; i += 2) outcome.transcript[0].octets[i] = 'b';
    outcome.secrets = {{"a", "password"}};
    const Outcome result = masked(outcome);
    EXPECT_EQ(result.transcript[0].octets, "«masked: password, too short to be masked one by one»");
    EXPECT_EQ(result.transcript[1].octets, "«masked: password»" + std::string(50'001, 'b'));
}

/// Texts made to hurt a masker: what comes out of them is bounded by what went in.
TEST(Mask, ResultsOfHostileTextsAreBounded) {
    constexpr std::size_t kSize = 250'000;
    std::string base64;
    while (base64.size() < kSize) base64 += b64(kPlain + "xyz");
    std::string nearly;
    while (nearly.size() < kSize) nearly += "penci";
    std::string entities;
    while (entities.size() < kSize) entities += "&#x70;&";
    for (const auto& text : {std::string(kSize, 'A'), base64, nearly, entities, std::string(kSize, ' ')}) {
        const Outcome result = masked(withEntries({text}));
        EXPECT_LE(result.transcript[0].octets.size(), 2 * text.size() + 8192);
    }
}

}  // namespace
}  // namespace xmppconf::reports
