#include <gtest/gtest.h>

#include <string>

#include "harness/sasl/Base64.h"
#include "tests/wire/Rewriting.h"

namespace xmppconf::wire {

namespace {

const std::string kFirstHeader =
    "<?xml version='1.0'?><stream:stream id='1' version='1.0' xml:lang='en' "
    "xmlns:stream='http://etherx.jabber.org/streams' from='localhost' xmlns='jabber:client'>";
const std::string kMechanisms =
    "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
    "<mechanism>SCRAM-SHA-1</mechanism></mechanisms></stream:features>";
const std::string kChallenge = "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" +
                               sasl::encodeBase64("r=abcXYZ,s=c2FsdA==,i=4096") + "</challenge>";
const std::string kSuccess =
    "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + sasl::encodeBase64("v=AAAA") + "</success>";
const std::string kSecondHeader =
    "<?xml version='1.0'?><stream:stream id='2' version='1.0' xml:lang='en' "
    "xmlns:stream='http://etherx.jabber.org/streams' from='localhost' xmlns='jabber:client'>";
const std::string kBind =
    "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";
const std::string kBound =
    "<iq type='result' id='bind-1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>user1@localhost/a'b"
    "</jid></bind></iq>";
const std::string kMessage =
    "<message from=\"user2@localhost/>\"><body>a &lt; b</body><x xmlns='urn:x'/></message>";
const std::string kEnd = "</stream:stream>";
const std::string kLogin =
    kFirstHeader + kMechanisms + kChallenge + kSuccess + kSecondHeader + kBind + kBound + kMessage + kEnd;

/// What the client gets when the server's octets come in pieces of this size.
std::string carried(const WireFault& fault, std::string_view octets, std::size_t size) {
    Rewriting rewriting(fault);
    std::string out;
    for (std::size_t at = 0; at < octets.size(); at += size)
        out += rewriting.fromServer(octets.substr(at, size));
    return out + rewriting.serverEnded();
}

std::string changed(std::string_view name) {
    const WireFault* fault = wireFaultNamed(name);
    return fault ? carried(*fault, kLogin, kLogin.size()) : "there is no such fault";
}

std::string with(std::string_view from, std::string_view to) {
    std::string text = kLogin;
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace

TEST(Rewriting, LeavesAloneWhatIsNotItsFault) {
    const WireFault none{"none", [](Piece&, const Progress&) {}};
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, kLogin.size()})
        EXPECT_EQ(carried(none, kLogin, size), kLogin);
    EXPECT_EQ(carried(none, "<stream:features><mech", 3), "<stream:features><mech");
}

// Where TCP cuts the server's octets is not ours to say.
TEST(Rewriting, IsTheSameHoweverTheOctetsCome) {
    for (const WireFault& fault : wireFaults()) {
        const std::string whole = carried(fault, kLogin, kLogin.size());
        EXPECT_EQ(whole == kLogin, fault.refusesDeclaration) << fault.name;
        for (const std::size_t size : {1, 2, 3, 5, 11, 64})
            EXPECT_EQ(carried(fault, kLogin, size), whole) << fault.name << ", " << size;
    }
}

TEST(Rewriting, PutsTheFaultOnTheWire) {
    const auto count = [](const std::string& text, std::string_view what) {
        std::size_t found = 0;
        for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
        return found;
    };
    EXPECT_EQ(changed("header-wrong-namespace"),
              with("http://etherx.jabber.org/streams", "http://etherx.example/streams"));
    EXPECT_EQ(changed("header-content-jabber-server"), with("jabber:client", "jabber:server"));
    EXPECT_EQ(count(changed("header-twice"), kFirstHeader), 2U);
    EXPECT_EQ(count(changed("header-document-type"),
                    "<?xml version='1.0'?><!DOCTYPE stream:stream><stream:stream "),
              2U);
    EXPECT_EQ(count(changed("features-bad-utf-8"), "Z\xFCrich"), 2U);
    EXPECT_EQ(changed("features-missing"), with(kMechanisms, ""));
    EXPECT_EQ(changed("restart-no-features"), with(kBind, ""));
    EXPECT_EQ(changed("features-in-content-namespace"), with("stream:features", "features"));
    EXPECT_EQ(count(changed("features-twice"), kMechanisms + kMechanisms), 1U);
    EXPECT_EQ(count(changed("features-twice"), kBind + kBind), 1U);
    EXPECT_EQ(changed("mechanisms-empty"),
              with("<mechanism>PLAIN</mechanism><mechanism>SCRAM-SHA-1</mechanism>", ""));
    EXPECT_EQ(count(changed("mechanisms-in-lower-case"), "scram-sha-1"), 1U);
    EXPECT_EQ(
        count(changed("mechanisms-in-wrong-namespace"), "mechanisms xmlns='http://sasl.example/mechanisms'"),
        1U);
    EXPECT_EQ(count(changed("challenge-not-base64"), ">r=abcXYZ,s=c2FsdA==,i=4096</challenge>"), 1U);
    EXPECT_EQ(count(changed("scram-nonce-not-continued"), sasl::encodeBase64("r=xbcXYZ,s=c2FsdA==,i=4096")),
              1U);
    EXPECT_EQ(
        count(changed("success-in-wrong-namespace"), "<success xmlns='urn:ietf:params:xml:ns:xmpp-tls'>"),
        1U);
    EXPECT_EQ(changed("bind-result-without-jid"), with("<jid>user1@localhost/a'b</jid>", ""));
    EXPECT_EQ(changed("bind-bare-jid"), with("user1@localhost/a'b", "user1@localhost"));
    EXPECT_EQ(count(changed("bind-result-in-wrong-namespace"),
                    "<bind xmlns='urn:ietf:params:xml:ns:xmpp-session'>"),
              1U);
    EXPECT_EQ(changed("bind-result-id-changed"), with("id='bind-1'", "id='bind-1-2'"));
    EXPECT_EQ(changed("bind-ignored"), with(kBound, ""));
    EXPECT_EQ(count(changed("stanzas-in-jabber-server"), "<iq xmlns='jabber:server' type="), 1U);
    EXPECT_EQ(count(changed("stanzas-in-jabber-server"), "<message xmlns='jabber:server' from="), 1U);
}

// The client's declaration counts from the success on, and no other octets are touched.
TEST(Rewriting, RefusesTheDeclarationAfterTheLogin) {
    const WireFault& fault = *wireFaultNamed("restart-declaration-refused");
    for (const std::size_t size : {std::size_t{1}, std::size_t{4}, std::size_t{100}}) {
        Rewriting rewriting(fault);
        EXPECT_EQ(rewriting.fromClient("<?xml version='1.0'?><stream:stream>").toServer,
                  "<?xml version='1.0'?><stream:stream>");
        (void)rewriting.fromServer(kFirstHeader + kMechanisms + kSuccess);
        const std::string header = "<?xml version='1.0'?><stream:stream>";
        Rewriting::Sent sent;
        for (std::size_t at = 0; at < header.size() && !sent.over; at += size) {
            sent = rewriting.fromClient(std::string_view(header).substr(at, size));
            EXPECT_EQ(sent.toServer, "");
        }
        EXPECT_TRUE(sent.over);
        EXPECT_NE(sent.toClient.find("not-well-formed"), sent.toClient.npos);
    }
    Rewriting rewriting(fault);
    (void)rewriting.fromServer(kFirstHeader + kMechanisms + kSuccess);
    EXPECT_EQ(rewriting.fromClient("<").toServer, "");
    EXPECT_EQ(rewriting.fromClient("stream:stream>").toServer, "<stream:stream>");
    EXPECT_EQ(rewriting.fromClient("<?xml").toServer, "<?xml");
}

}  // namespace xmppconf::wire
