#include <fmt/format.h>
#include <gtest/gtest.h>

#include "harness/vector/Loader.h"
#include "tests/vector/Files.h"

// Which logins a vector is about, which must work before its refusals say anything, and whether it binds.

namespace xmppconf::vector {

namespace {

constexpr std::string_view kSasl = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

Vector controlled(const std::string& actions) {
    auto files = companions();
    files.push_back(
        {"v.xml", fmt::format("<vectors xmlns='urn:xmppconf:vector:1' xmlns:m='urn:xmppconf:match:1' "
                              "xmlns:stream='http://etherx.jabber.org/streams' step='stream'>"
                              "<vector id='stream/x' title='X'><judges as='a' requirement='TEST/1/first'/>"
                              "<judges as='b' requirement='TEST/1.2/second'/><connect conn='c' req='a b'/>"
                              "{}</vector></vectors>",
                              actions)});
    auto result = load(files);
    EXPECT_EQ(textOf(result), "");
    return std::holds_alternative<Corpus>(result) ? std::get<Corpus>(result).vectors.front() : Vector{};
}

std::string textOf(const std::vector<Control>& controls) {
    std::string text;
    for (const Control& control : controls) text += control.role + " " + control.mechanism + ";";
    return text;
}

std::string controlsOf(const std::string& actions) { return textOf(controlled(actions).controls); }

std::string auth(std::string_view mechanism, std::string_view field) {
    return fmt::format("<send conn='c'>&lt;auth mechanism='{}'>${{{}}}&lt;/auth></send>", mechanism, field);
}
const std::string kPlain = "<plain name='p' account='alice'/>" + auth("PLAIN", "p.message|base64");
const std::string kFailure = fmt::format("<expect conn='c' req='a'><failure {}/></expect>", kSasl);
const std::string kSuccess = fmt::format("<expect conn='c'><success {}/></expect>", kSasl);

TEST(Controls, AJudgedRefusalBehindAnExchangeNeedsOne) {
    EXPECT_EQ(controlsOf(kPlain + kFailure), "alice PLAIN;");
    EXPECT_EQ(controlsOf(kPlain + "<expect conn='c' req='a'><stream:error/></expect>"), "alice PLAIN;");
    EXPECT_EQ(controlsOf(kPlain + "<expect-end conn='c' req='a'/>"), "alice PLAIN;");
    EXPECT_EQ(controlsOf(kPlain + "<expect conn='c' req='a'><m:element named='x|error'/></expect>"),
              "alice PLAIN;");
}

TEST(Controls, ARefusalThatIsNotJudgedNeedsNone) {
    EXPECT_EQ(controlsOf(kPlain + "<expect-end conn='c'/>"), "");
    EXPECT_EQ(controlsOf(kFailure + kPlain), "") << "it stands before the exchange";
    EXPECT_EQ(controlsOf(kPlain + "<close conn='c'/>"), "");
}

TEST(Controls, ALoginThatIsAwaitedIsItsOwn) {
    EXPECT_EQ(controlsOf(kPlain + kSuccess + "<expect-end conn='c' req='a'/>"), "");
    const std::string challenge = fmt::format("<when><expect><challenge {}/></expect>", kSasl);
    const std::string either =
        "<one-of conn='c'>" + challenge + kSuccess + "</when><when>" +
        fmt::format("<expect><success {}/></expect></when></one-of><expect-end conn='c' req='a'/>", kSasl);
    EXPECT_EQ(controlsOf(kPlain + either), "");
    EXPECT_EQ(controlsOf(kPlain + "<connect conn='d'/>" +
                         fmt::format("<expect conn='d'><success {}/></expect>", kSasl) + kFailure),
              "alice PLAIN;")
        << "another connection's";
}

TEST(Controls, OfAlternativesThoseCountThatMeetSomething) {
    const auto oneOf = [](std::string_view failure) {
        return kPlain + fmt::format(
                            "<one-of conn='c' req='a'><when><expect><success {0}/></expect></when>"
                            "<when {1}><expect><failure {0}/></expect></when></one-of>",
                            kSasl, failure);
    };
    EXPECT_EQ(controlsOf(oneOf("")), "alice PLAIN;");
    EXPECT_EQ(controlsOf(oneOf("breaks='b'")), "alice PLAIN;");
    EXPECT_EQ(controlsOf(oneOf("breaks='a'")), "");
    EXPECT_EQ(controlsOf(oneOf("leaves='a'")), "");
}

TEST(Controls, MechanismsAreTheOnesSent) {
    const auto scram = [](const std::string& more, std::string_view mechanism) {
        return controlsOf("<scram name='k' conn='c' hash='SHA-256' account='bob' " + more + "/>" +
                          auth(mechanism, "k.client-first|base64") + kFailure);
    };
    EXPECT_EQ(scram("", "SCRAM-SHA-256"), "bob SCRAM-SHA-256;");
    EXPECT_EQ(scram("gs2='p=tls-exporter'", "SCRAM-SHA-256-PLUS"), "bob SCRAM-SHA-256-PLUS;");
    EXPECT_EQ(scram("binding='tls-exporter'", "SCRAM-SHA-256-PLUS"), "bob SCRAM-SHA-256-PLUS;");
    EXPECT_EQ(controlsOf("<digest-md5 name='d' account='alice'/>" + kFailure), "alice DIGEST-MD5;");
    EXPECT_EQ(controlsOf("<external name='e' account='alice'/>" + kFailure), "");
    EXPECT_EQ(controlsOf("<plain name='p' user='nobody' password='x'/>" + kFailure), "");
}

TEST(Controls, WhatAChoiceChoseNeedsSomeLogin) {
    const auto vector = controlled("<choose conn='c'><if mechanism='PLAIN' account='alice'>" + kPlain +
                                   "</if></choose>" + kFailure);
    EXPECT_EQ(textOf(vector.controls), "alice ;");
    EXPECT_EQ(textOf(vector.exchanges), "");
    const auto chosen =
        controlled("<choose conn='c'><if mechanism='PLAIN'>" + kPlain + "</if></choose>" + kFailure);
    EXPECT_EQ(textOf(chosen.controls), "alice PLAIN;");
}

TEST(Controls, ExchangesStandForEveryVector) {
    const auto vector = controlled(kPlain + kSuccess + "<plain name='q' account='alice'/>" +
                                   "<plain name='r' account='bob'/>");
    EXPECT_EQ(textOf(vector.exchanges), "alice PLAIN;bob PLAIN;");
    EXPECT_EQ(textOf(vector.controls), "");
}

}  // namespace

}  // namespace xmppconf::vector
