#include "tests/hostile/Hostile.h"

/// Peers that put what a terminal, a browser or a parser would obey into every text that is reported.

namespace xmppconf::test {

namespace {

// Also written in the manner of each place, so that nothing of it may survive as it is. C1 controls too: some
// terminals obey them.
constexpr std::string_view kEvil =
    "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(2)&gt;]]&gt;&#x9b;31m&#x202e;"
    "&amp;lt;svg onload=alert(3)&gt;";

class Texts : public Hostile {
  protected:
    void expectInert(ScriptedPeer::Script script, const std::vector<std::string>& more) {
        ScriptedPeer peer(std::move(script));
        std::vector<std::string> all = {"--verbose", "--trace"};
        all.insert(all.end(), more.begin(), more.end());
        const Ended ended = run(peer.target(), all);
        for (const std::string_view live :
             {"<script>alert", "<img src=x", "<svg onload", "\xc2\x9b", "\xe2\x80\xae"}) {
            EXPECT_EQ(html().find(live), std::string::npos) << live;
            if (!live.starts_with('<')) {
                EXPECT_EQ(ended.all().find(live), std::string::npos) << ended.all();
            }
        }
        EXPECT_NE((report().dump() + ended.all()).find("alert(1)"), std::string::npos) << "it is not shown";
    }
};

TEST_F(Texts, ofTheHeader) {
    timeout_ = "1";
    expectInert(
        [](Line& line) {
            line.await("<stream:stream");
            line.send(
                fmt::format("<stream:stream id='{0}' from='{0}' version='{0}' xml:lang='{0}' "
                            "xmlns='{0}' xmlns:stream='http://etherx.jabber.org/streams'>",
                            kEvil));
            line.send(host::mechanisms("PLAIN"));
            host::auth(line);
            line.drain();
        },
        {"--tls", "none"});
}

TEST_F(Texts, ofMechanismsAndFeatures) {
    expectInert(
        [](Line& line) {
            if (line.number() <= 2) {
                host::header(line);
                line.send(
                    fmt::format("<stream:features><a xmlns='{0}'/><mechanisms xmlns='"
                                "urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>{0}</mechanism>"
                                "<mechanism>PLAIN</mechanism></mechanisms></stream:features>",
                                kEvil));
            } else {
                host::greet(line, "PLAIN");
            }
            const std::string user = host::authenticate(line);
            host::bound(line, fmt::format("{}@conf.test/{}", user, kEvil));
            host::farewell(line);
        },
        {"--tls", "none", "--select", "bind/generated"});
}

TEST_F(Texts, ofErrors) {
    expectInert(
        [](Line& line) {
            if (line.number() <= host::kBeforeVectors) host::serve(line);
            host::greet(line, "PLAIN");
            host::auth(line);
            line.send(
                fmt::format("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/>"
                            "<text xml:lang='{0}'>{0}</text></failure><stream:error>"
                            "<a xmlns='{0}' b='{0}'/></stream:error>",
                            kEvil));
            line.drain();
        },
        {"--tls", "none", "--select", "sasl/plain/login"});
}

TEST_F(Texts, ofStanzas) {
    expectInert(
        [](Line& line) {
            host::login(line);
            host::request(line);
            line.send(
                fmt::format("<iq type='{0}' from='{0}' id='{0}'><error type='{0}'><text>{0}</text>"
                            "</error></iq><{0}",
                            kEvil));
            line.drain();
        },
        {"--tls", "none", "--select", "stanza/iq/unknown-get"});
}

TEST_F(Texts, ofACertificate) {
    const std::string name = "\x1b[31m<script>alert(1)</script>";
    const auto identity = octets::TestCertificate::selfSigned({.subject = name});
    expectInert([&](Line& line) { line.startTls(identity); }, {"--tls", "direct", "--insecure"});
}

/// Terminal escapes cannot stand in XML at all: they come where none is.
TEST_F(Texts, thatAreNoXml) {
    expectInert(
        [](Line& line) {
            line.send("\x1b]0;alert(1)\x07\x1b[2J\x1b[31m\r\n\x08\x7f<script>alert(1)</script>\xc2\x9b");
            line.drain();
        },
        {"--tls", "none"});
}

}  // namespace

}  // namespace xmppconf::test
