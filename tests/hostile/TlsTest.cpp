#include "tests/hostile/Hostile.h"

/// Peers that misbehave below XMPP, in TLS.

namespace xmppconf::test {

namespace {

using octets::TestCertificate;
using octets::TestTlsServer;

class Tls : public Hostile {
  protected:
    void SetUp() override {
        Hostile::SetUp();
        authority_ = write("ca.pem", authority().certificatePem());
    }

    static const TestCertificate& authority() {
        static const TestCertificate made =
            TestCertificate::selfSigned({.subject = "Test CA", .names = "", .authority = true});
        return made;
    }
    static TestCertificate good() {
        return authority().issue({.subject = "conf.test", .names = "DNS:conf.test"});
    }

    void expectUnfitDirectly(ScriptedPeer::Script script, const std::string& reason) {
        expectUnfit(std::move(script), reason, {"--tls", "direct", "--ca", authority_});
    }
    void expectDistrust(const TestCertificate& shown, const std::string& reason) {
        expectUnfitDirectly([&](Line& line) { line.startTls(shown); }, reason);
    }

  private:
    std::string authority_;
};

TEST_F(Tls, halfARecord) {
    timeout_ = "1";
    expectUnfitDirectly(
        [](Line& line) {
            line.receiveRaw();
            line.sendRaw({"\x16\x03\x03\x40\x00\x02\x00", 7});
            line.drain();
        },
        "nothing came within 1 s");
}

TEST_F(Tls, anAlertInsteadOfAHandshake) {
    expectUnfitDirectly(
        [](Line& line) {
            line.receiveRaw();
            line.sendRaw({"\x15\x03\x03\x00\x02\x02\x28", 7});
            line.drain();
        },
        "handshake failure");
}

TEST_F(Tls, somethingElseThanTls) {
    expectUnfitDirectly(
        [](Line& line) {
            line.receiveRaw();
            line.sendRaw(host::kHeader);
            line.drain();
        },
        "TLS handshake failed");
}

TEST_F(Tls, theEndInsteadOfAHandshake) {
    expectUnfitDirectly([](Line& line) { line.receiveRaw(); }, "TLS handshake failed");
    expectUnfitDirectly(
        [](Line& line) {
            line.receiveRaw();
            line.reset();
        },
        "TLS handshake failed");
}

TEST_F(Tls, aRecordThatIsTooLong) {
    expectUnfitDirectly(
        [](Line& line) {
            line.receiveRaw();
            line.sendRaw({"\x16\x03\x03\xff\xff", 5});
            line.sendForever("a");
        },
        "TLS handshake failed");
}

/// A handshake message that announces 16 MiB, in records of the right form.
TEST_F(Tls, anEndlessCertificate) {
    expectUnfitDirectly(
        [](Line& line) {
            const TestCertificate identity = good();
            TestTlsServer server(identity, {.highest = TLS1_2_VERSION});
            const std::string flight = server.answer(line.receiveRaw());
            const auto hello = 5 + static_cast<std::size_t>(static_cast<unsigned char>(flight[4]));
            line.sendRaw(flight.substr(0, hello));
            std::string record =
                std::string("\x16\x03\x03\x40\x00\x0b\xff\xff\xff", 9) + std::string(0x4000 - 4, 'a');
            line.sendRaw(record);
            line.sendForever(std::string("\x16\x03\x03\x40\x00", 5) + std::string(0x4000, 'a'));
        },
        "TLS handshake failed");
}

TEST_F(Tls, aCertificateOfSomebodyElse) {
    expectDistrust(authority().issue({.subject = "other.test", .names = "DNS:other.test"}), "mismatch");
}

TEST_F(Tls, anExpiredCertificate) {
    expectDistrust(authority().issue({.subject = "conf.test", .names = "DNS:conf.test", .validDays = -1}),
                   "expired");
}

TEST_F(Tls, aCertificateOfNobody) {
    expectDistrust(TestCertificate::selfSigned({.subject = "conf.test", .names = "DNS:conf.test"}),
                   "self-signed");
}

TEST_F(Tls, aCertificateWithManyNames) {
    std::string names = "DNS:conf.test";
    for (int i = 0; i < 3000; ++i) names += fmt::format(",DNS:a{}.example", i);
    const TestCertificate identity = authority().issue({.subject = "conf.test", .names = names});
    expectUnfitDirectly([&](Line& line) { line.startTls(identity); }, "the connection");  // closed or reset
}

TEST_F(Tls, garbageBehindTheHandshake) {
    const TestCertificate identity = good();
    expectUnfitDirectly(
        [&](Line& line) {
            line.startTls(identity);
            line.sendRaw(std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x'));
            line.drain();
        },
        "TLS broke: ");
}

/// It is not encrypted: whoever sent it need not be the peer.
TEST_F(Tls, anAlertBehindTheHandshake) {
    const TestCertificate identity = good();
    expectUnfitDirectly(
        [&](Line& line) {
            line.startTls(identity, {.highest = TLS1_2_VERSION});
            line.sendRaw({"\x15\x03\x03\x00\x02\x02\x50", 7});
            line.drain();
        },
        "TLS broke: ");
}

TEST_F(Tls, closeNotifyAndThenSilence) {
    timeout_ = "1";
    const TestCertificate identity = good();
    expectUnfitDirectly(
        [&](Line& line) {
            line.startTls(identity);
            line.sendRaw(line.tls().closes());
            for (;;) (void)line.receiveRaw();
        },
        "nothing came within 1 s");
}

TEST_F(Tls, renegotiationWithoutEnd) {
    timeout_ = "1";
    const TestCertificate identity = good();
    expectUnfitDirectly(
        [&](Line& line) {
            line.startTls(identity, {.highest = TLS1_2_VERSION});
            for (;;) {
                line.sendRaw(line.tls().renegotiates());
                line.sendRaw(line.tls().answer(line.receiveRaw()));
            }
        },
        "nothing came within 1 s (TLS has ended: the server sent the alert");
}

TEST_F(Tls, keyUpdatesWithoutEnd) {
    timeout_ = "1";
    const TestCertificate identity = good();
    expectUnfitDirectly(
        [&](Line& line) {
            line.startTls(identity);
            for (;;) {
                SSL_key_update(line.tls().ssl(), SSL_KEY_UPDATE_REQUESTED);
                line.send(" ");
            }
        },
        "expected <stream:stream>");
}

TEST_F(Tls, textInsteadOfProceed) {
    expectUnfit(
        [&](Line& line) {
            host::header(line);
            line.send(
                "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>");
            line.await("<starttls");
            line.send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><stream:features/>");
            line.drain();
        },
        "TLS handshake failed", {"--tls", "starttls"});
}

}  // namespace

}  // namespace xmppconf::test
