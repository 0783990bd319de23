#include "tests/hostile/Hostile.h"

/// Peers whose SASL messages are meant to wear out whoever computes with them.

namespace xmppconf::test {

namespace {

using Sasl = Hostile;

/// A host that lets everyone in but one vector's conversation, and that again when it is repeated: a greeting
/// comes in between.
void challengeTheVector(Line& line, std::string_view mechanism, const std::function<void(Line&)>& attack) {
    const bool attacked =
        line.number() == host::kBeforeVectors + 1 || line.number() == host::kBeforeVectors + 3;
    if (!attacked) host::serve(line);
    host::greet(line, mechanism);
    attack(line);
}

class Scram : public Hostile {
  protected:
    using ServerFirst = std::function<std::string(const std::string& nonce)>;

    /// Too much to compute, but in form: nobody's fault.
    void expectBlocked(const ServerFirst& serverFirst, const std::string& reason) {
        expect(serverFirst, "blocked", reason, 5);
    }
    void expectFailure(const ServerFirst& serverFirst, const std::string& reason) {
        expect(serverFirst, "fail", reason, 1);
    }

  private:
    void expect(const ServerFirst& serverFirst, const std::string& verdict, const std::string& reason,
                int code) {
        expectVerdict(
            [serverFirst](Line& line) {
                challengeTheVector(line, "SCRAM-SHA-1", [&](Line& attacked) {
                    const std::string first = host::auth(attacked);
                    host::challenge(attacked, serverFirst(first.substr(first.find("r=") + 2)));
                    host::farewell(attacked);
                });
            },
            "sasl/scram-sha-1/login", verdict, reason, code);
    }
};

TEST_F(Scram, fourBillionIterations) {
    expectBlocked([](const std::string& nonce) { return "r=" + nonce + "x,s=QUJD,i=4294967295"; },
                  "exceed xmppconf's limit of 2000000");
}

TEST_F(Scram, moreIterationsThanAnyNumberHolds) {
    expectBlocked(
        [](const std::string& nonce) { return "r=" + nonce + "x,s=QUJD,i=1" + std::string(900, '0'); },
        "exceed xmppconf's limit of 2000000");
}

TEST_F(Scram, noIterations) {
    expectFailure([](const std::string& nonce) { return "r=" + nonce + "x,s=QUJD,i=0"; },
                  "the iteration count is 0");
}

TEST_F(Scram, negativeIterations) {
    expectFailure([](const std::string& nonce) { return "r=" + nonce + "x,s=QUJD,i=-1"; },
                  "not a decimal number");
}

TEST_F(Scram, aSaltOfAMegabyte) {
    expectBlocked(
        [](const std::string& nonce) { return "r=" + nonce + "x,s=" + std::string(1'000'000, 'A') + ",i=1"; },
        "exceeds xmppconf's limit of 384 KiB");
}

/// It is said back as it came, and then the host is silent.
TEST_F(Scram, aNonceOfALargeSize) {
    timeout_ = sanitized() ? "10" : "1";
    expectFailure(
        [](const std::string& nonce) { return "r=" + nonce + std::string(200'000, 'x') + ",s=QUJD,i=1"; },
        "nothing came within 1");
}

TEST_F(Scram, foreignOctetsInsteadOfText) {
    expectFailure([](const std::string& nonce) { return "r=" + nonce + "\xff\xfe,s=QUJD,i=1\n\x1b[2J"; },
                  "not UTF-8");
}

class DigestMd5 : public Hostile, public testing::WithParamInterface<const char*> {};

TEST_P(DigestMd5, badNumbers) {
    const std::string message = GetParam();
    ScriptedPeer peer([&](Line& line) {
        challengeTheVector(line, "DIGEST-MD5", [&](Line& attacked) {
            host::auth(attacked);
            host::challenge(attacked, message);
            host::farewell(attacked);
        });
    });
    const Ended ended = run(peer.target(), {"--tls", "none", "--select", "sasl/digest-md5/login"});
    const std::string verdict = verdictOf("sasl/digest-md5/login");
    EXPECT_TRUE(verdict == "fail" || verdict == "blocked") << ended.all();
    EXPECT_EQ(ended.code, verdict == "fail" ? 1 : 5);
}

INSTANTIATE_TEST_SUITE_P(, DigestMd5,
                         testing::Values("nonce=\"a\",algorithm=md5-sess,maxbuf=-1",
                                         "nonce=\"a\",algorithm=md5-sess,maxbuf=99999999999999999999",
                                         "nonce=\"a\",algorithm=md5-sess,qop=\"\"",
                                         "nonce=\"a\",algorithm=md5-sess,nonce=\"b\"",
                                         "nonce=\"a\",algorithm=md5-sess,realm=\"\xff\",charset=utf-8",
                                         "nonce=\"a", "", ",,,,,,,,"));

/// The count is the client's to say: a server that names one is not obeyed.
TEST_F(Sasl, aNonceCountOfTheServer) {
    timeout_ = sanitized() ? "10" : "1";
    for (const std::string count : {"-1", "99999999999999999999"}) {
        ScriptedPeer peer([&](Line& line) {
            challengeTheVector(line, "DIGEST-MD5", [&](Line& attacked) {
                host::auth(attacked);
                host::challenge(attacked,
                                "nonce=\"a\",realm=\"conf.test\",qop=\"auth\",charset=utf-8,"
                                "algorithm=md5-sess,nc=" +
                                    count);
                const std::string response = host::response(attacked);
                EXPECT_NE(response.find(",nc=00000001,"), std::string::npos) << response;
                host::challenge(attacked, "rspauth=" + std::string(32, 'a'));
                host::farewell(attacked);
            });
        });
        const Ended ended = run(peer.target(), {"--tls", "none", "--select", "sasl/digest-md5/login"});
        EXPECT_EQ(verdictOf("sasl/digest-md5/login"), "fail") << ended.all();
        EXPECT_EQ(ended.code, 1);
    }
}

TEST_F(Sasl, base64OfMegabytes) {
    expectUnfit(
        [](Line& line) {
            host::greet(line, "SCRAM-SHA-1");
            host::auth(line);
            line.send("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>");
            line.sendForever("QUJD");
        },
        "exceeds xmppconf's limit of 384 KiB");
}

TEST_F(Sasl, challengesWithoutEnd) {
    expectUnfit(
        [](Line& line) {
            host::greet(line, "PLAIN");
            host::auth(line);
            for (;;) host::challenge(line, "more");
        },
        "expected <success");
}

TEST_F(Sasl, aJidOfAMegabyte) {
    expectUnfit(
        [](Line& line) {
            host::greet(line, "PLAIN");
            host::authenticate(line);
            host::bound(line, "alice@conf.test/" + std::string(1'000'000, 'a'));
            host::farewell(line);
        },
        "exceeds xmppconf's limit of 384 KiB");
}

TEST_F(Sasl, aJidThatWearsOutRegularExpressions) {
    expectUnfit(
        [](Line& line) {
            host::greet(line, "PLAIN");
            host::authenticate(line);
            host::bound(line, repeated("@/", 100'000));
            host::farewell(line);
        },
        "exceeds xmppconf's limit of 16 KiB for regular expressions");
}

}  // namespace

}  // namespace xmppconf::test
