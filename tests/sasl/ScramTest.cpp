#include <gtest/gtest.h>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Digest.h"
#include "harness/sasl/Pbkdf2.h"
#include "harness/sasl/Scram.h"
#include "tests/sasl/Making.h"

namespace xmppconf::sasl {
namespace {

const std::string notYet = "[the server-first-message has not been taken yet]";
const std::string notYetFinal = "[the server-final-message has not been taken yet]";

struct Golden {
    std::string name;
    Attributes attributes;
    std::string user, password, binding;
    std::string clientFirst, serverFirst, clientFinal, serverFinal;
};

std::string octetsFrom(int first, int past) {
    std::string octets;
    for (int octet = first; octet < past; ++octet) octets += static_cast<char>(octet);
    return octets;
}

/// The specifications' own examples; those with SHA-512 or channel binding were computed with Python's
/// hashlib.
const Golden goldens[] = {
    {"RFC 5802 section 5",
     {{"hash", "SHA-1"}, {"nonce", "fyko+d2lbbFgONRv9qkxdawL"}},
     "user",
     "pencil",
     "",
     "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
     "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
     "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
     "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="},
    {"RFC 7677 section 3",
     {{"hash", "SHA-256"}, {"nonce", "rOprNGfwEbeRWgbNEkqO"}},
     "user",
     "pencil",
     "",
     "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
     "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
     "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
     "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
     "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="},
    {"RFC 6120 section 9.1.2",
     {{"hash", "SHA-1"}, {"nonce", "oMsTAAwAAAAMAAAANP0TAAAAAABPU0AA"}},
     "juliet",
     "r0m30myr0m30",
     "",
     "n,,n=juliet,r=oMsTAAwAAAAMAAAANP0TAAAAAABPU0AA",
     "r=oMsTAAwAAAAMAAAANP0TAAAAAABPU0AAe124695b-69a9-4de6-9c30-b51b3808c59e,"
     "s=NjhkYTM0MDgtNGY0Zi00NjdmLTkxMmUtNDlmNTNmNDNkMDMz,i=4096",
     "c=biws,r=oMsTAAwAAAAMAAAANP0TAAAAAABPU0AAe124695b-69a9-4de6-9c30-b51b3808c59e,"
     "p=UA57tM/SvpATBkH2FXs0WDXvJYw=",
     "v=pNNDFVEQxuXxCoSEiW8GEZ+1RSo="},
    {"SHA-512",
     {{"hash", "SHA-512"}, {"nonce", "rOprNGfwEbeRWgbNEkqO"}},
     "user",
     "pencil",
     "",
     "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
     "r=rOprNGfwEbeRWgbNEkqO02431b08-2f0c-4bad-9c4e-6b1c5e1c0b1a,s=Yzg1YWViYWMtNmMzYi00ZjE5LTkx,i=4096",
     "c=biws,r=rOprNGfwEbeRWgbNEkqO02431b08-2f0c-4bad-9c4e-6b1c5e1c0b1a,"
     "p=ggoNYE3EQoGbxHOH6iHD4xT/2ptQG4SYRjro2GMq4BH9uVh8m+RC5eNKvXpKNRnpyFn1qusyi7LpVyydBRvz8Q==",
     "v=nr3i2NQh7DboJga1NxXPTan8TH+Hyisqnhi8OOEbaPsXs/+F5UWbEmB3atIo1+wb4EQ4HLVfrW+nhbXRj9ijzw=="},
    {"SHA-1-PLUS, tls-unique",
     {{"hash", "SHA-1"}, {"nonce", "fyko+d2lbbFgONRv9qkxdawL"}, {"binding", "tls-unique"}},
     "user",
     "pencil",
     octetsFrom(0, 12),
     "p=tls-unique,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
     "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
     "c=cD10bHMtdW5pcXVlLCwAAQIDBAUGBwgJCgs=,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,"
     "p=ResgVA2w6fEFiwzXkrPSGTt/RSg=",
     "v=HKBeWjn99U5AvtgAjz6m1d81mhk="},
    {"SHA-256-PLUS, tls-exporter, with authzid and an extension",
     {{"hash", "SHA-256"},
      {"nonce", "rOprNGfwEbeRWgbNEkqO"},
      {"binding", "tls-exporter"},
      {"authzid", "ad,min=1"},
      {"extensions", "x=foo"}},
     "user",
     "pencil",
     octetsFrom(200, 232),
     "p=tls-exporter,a=ad=2Cmin=3D1,n=user,r=rOprNGfwEbeRWgbNEkqO,x=foo",
     "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
     "c=cD10bHMtZXhwb3J0ZXIsYT1hZD0yQ21pbj0zRDEsyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5uc=,"
     "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=NUd1YO84BfW/zfAHnBwmW23eA1gZBzQ3idpFLybTNg0=",
     "v=vQ/wrlD5DvjLqrvAk63+rxg5j3dxqEKkMrTPn2CbIbs="},
    {"SHA-512-PLUS, tls-server-end-point",
     {{"hash", "SHA-512"}, {"nonce", "abc"}, {"binding", "tls-server-end-point"}},
     "user",
     "pencil",
     octetsFrom(0, 64),
     "p=tls-server-end-point,,n=user,r=abc",
     "r=abcdef,s=AAECAwQ=,i=1",
     "c="
     "cD10bHMtc2VydmVyLWVuZC1wb2ludCwsAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ"
     "1"
     "Njc4OTo7PD0+Pw==,r=abcdef,"
     "p=//dUx7cueTqsAozcxNx0cgXIwWev9c5HjmZq79vTBdRWFW2ozaS5vQBUTIBF8mYCnd6Q/kCrP75DWTbmlFHMPQ==",
     "v=I2qOWk2liRea5hc1ma0nf5o/6vvmPUTOtCCe4pvZYMxv9fKPIbyLmXtqJA1YcbnsUmji8zi5ZZGQm6FSwLhBnQ=="},
    {"prepared, escaped, and an extension of the server",
     {{"hash", "SHA-1"}, {"nonce", "abc"}},
     "a,b=c",
     "I\u00adX\u00aa",
     "",
     "n,,n=a=2Cb=3Dc,r=abc",
     "r=abcdef,s=AAECAwQ=,i=2,x=y",
     "c=biws,r=abcdef,p=Rwk5QE8NBSKjU0viXfFqkLltNoQ=",
     "v=riCbuKL6cRmRXMAl6LGb+VzhZpk="},
};

TEST(Scram, HoldsTheGoldenExchanges) {
    for (const Golden& golden : goldens) {
        SCOPED_TRACE(golden.name);
        Surroundings around = surroundings(golden.user, golden.password);
        around.channelBinding = [&](octets::ChannelBinding) { return golden.binding; };
        const auto exchange = made("scram", golden.attributes, around);
        ASSERT_TRUE(exchange);
        EXPECT_EQ(field(*exchange, "client-first"), golden.clientFirst);
        EXPECT_EQ(field(*exchange, "gs2-header") + field(*exchange, "client-first-bare"), golden.clientFirst);
        EXPECT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
        EXPECT_EQ(field(*exchange, "client-final"), golden.clientFinal);
        EXPECT_EQ(taken(*exchange, "server-final", golden.serverFinal), "");
        EXPECT_EQ(field(*exchange, "expected-server-signature"), field(*exchange, "server-signature"));
        EXPECT_EQ("v=" + encodeBase64(field(*exchange, "server-signature")), golden.serverFinal);
    }
}

/// The parts of a message are fields, so that a vector can put a broken one together.
TEST(Scram, TellsTheParts) {
    const Golden& golden = goldens[4];
    Surroundings around = surroundings(golden.user, golden.password);
    around.channelBinding = [&](octets::ChannelBinding) { return golden.binding; };
    const auto exchange = made("scram", golden.attributes, around);
    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
    const auto part = [&](std::string_view name) { return field(*exchange, name); };
    EXPECT_EQ("c=" + encodeBase64(part("channel-binding-data")) + ",r=" + part("nonce") +
                  ",p=" + encodeBase64(part("client-proof")),
              golden.clientFinal);
    EXPECT_EQ(part("client-final-without-proof") + ",p=" + encodeBase64(part("client-proof")),
              golden.clientFinal);
    EXPECT_EQ(part("client-nonce") + part("server-nonce"), part("nonce"));
    EXPECT_EQ("r=" + part("nonce") + ",s=" + encodeBase64(part("salt")) + ",i=" + part("iterations"),
              golden.serverFirst);
    EXPECT_EQ(part("server-first"), golden.serverFirst);
    EXPECT_EQ(part("channel-binding-data"), part("gs2-header") + golden.binding);
}

TEST(Scram, SeesAWrongServerSignature) {
    const Golden& golden = goldens[0];
    const auto exchange = made("scram", golden.attributes, surroundings(golden.user, golden.password));
    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
    ASSERT_EQ(taken(*exchange, "server-final", "v=rmF9pqV8S7suAoZWja4dJRkFsKU="), "");
    EXPECT_NE(field(*exchange, "server-signature"), field(*exchange, "expected-server-signature"));
    EXPECT_EQ(field(*exchange, "server-error"), "[the server sent its signature and no error]");
}

TEST(Scram, TellsTheServersError) {
    const Golden& golden = goldens[0];
    const auto exchange = made("scram", golden.attributes, surroundings(golden.user, golden.password));
    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
    EXPECT_EQ(field(*exchange, "server-error"), notYetFinal);
    ASSERT_EQ(taken(*exchange, "server-final", "e=invalid-proof"), "");
    EXPECT_EQ(field(*exchange, "server-error"), "invalid-proof");
    EXPECT_EQ(field(*exchange, "server-final"), "e=invalid-proof");
    EXPECT_EQ(field(*exchange, "server-signature"), "[the server sent an error instead of its signature]");
}

TEST(Scram, KeepsTheOrder) {
    const Golden& golden = goldens[0];
    const auto exchange = made("scram", golden.attributes, surroundings(golden.user, golden.password));
    for (const std::string_view name :
         {"nonce", "server-nonce", "salt", "iterations", "client-final", "client-proof",
          "client-final-without-proof", "expected-server-signature", "server-first"})
        EXPECT_EQ(field(*exchange, name), notYet) << name;
    EXPECT_EQ(taken(*exchange, "server-final", golden.serverFinal),
              "the server-final-message came before any server-first-message");
    for (const std::string_view name : {"server-signature", "server-error", "server-final"})
        EXPECT_EQ(field(*exchange, name), notYetFinal) << name;
    EXPECT_EQ(field(*exchange, "channel-binding-data"), "n,,");
    EXPECT_EQ(field(*exchange, "proof"), "[scram has no field called proof]");
    EXPECT_EQ(taken(*exchange, "challenge", "x"), "scram takes no message called challenge");
}

TEST(Scram, StaysAsItWasWhenAMessageIsRefused) {
    const Golden& golden = goldens[0];
    const auto exchange = made("scram", golden.attributes, surroundings(golden.user, golden.password));
    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
    EXPECT_NE(taken(*exchange, "server-first", "r=other,s=AAEC,i=1"), "");
    EXPECT_EQ(field(*exchange, "client-final"), golden.clientFinal);
    ASSERT_EQ(taken(*exchange, "server-final", golden.serverFinal), "");
    EXPECT_NE(taken(*exchange, "server-final", "v="), "");
    EXPECT_EQ(field(*exchange, "server-final"), golden.serverFinal);
    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst + ",x=y"), "");
    EXPECT_EQ(field(*exchange, "server-final"), notYetFinal) << "a new server-first begins anew";
    EXPECT_NE(field(*exchange, "client-final"), golden.clientFinal);
}

TEST(Scram, DoesNotComputeForEver) {
    const auto exchange =
        made("scram", {{"hash", "SHA-512"}, {"nonce", "abc"}}, surroundings("user", "pencil"));
    for (const std::string count :
         {"2000001", "4294967295", "4294967296", "4294967297", "99999999999999999999999"}) {
        ASSERT_EQ(taken(*exchange, "server-first", "r=abcd,s=AAEC,i=" + count), "") << "the form is right";
        EXPECT_EQ(field(*exchange, "iterations"), count);
        EXPECT_NE(field(*exchange, "client-final").find("iterations exceed xmppconf's limit of 2000000]"),
                  std::string::npos)
            << count;
    }
    ASSERT_EQ(taken(*exchange, "server-first", "r=abcd,s=" + encodeBase64(std::string(1025, 's')) + ",i=1"),
              "");
    EXPECT_EQ(field(*exchange, "client-proof"),
              "[not judged: a salt of 1025 octets exceeds xmppconf's limit of 1024]");
}

TEST(Scram, StopsComputingWhenTheRunIsInterrupted) {
    Surroundings around = surroundings("user", "pencil");
    around.interrupted = [] { return true; };
    const auto exchange = made("scram", {{"hash", "SHA-512"}, {"nonce", "abc"}}, around);
    ASSERT_EQ(taken(*exchange, "server-first", "r=abcd,s=AAEC,i=2000000"), "");
    EXPECT_EQ(field(*exchange, "client-final"), "[the run was interrupted]");
}

TEST(Scram, BendsWhereAttributesSay) {
    struct Row {
        Attributes attributes;  // beside the hash
        std::string field, expected;
    };
    const Row rows[] = {
        {{}, "client-first", "n,,n=user,r=AAAAAAAAAAAAAAAAAAAAAAAA"},
        {{{"nonce", "mine"}}, "client-first", "n,,n=user,r=mine"},
        {{{"nonce", ""}}, "client-first", "n,,n=user,r="},
        {{{"nonce", "m"}, {"user", "other"}}, "client-first", "n,,n=other,r=m"},
        {{{"nonce", "m"}, {"user", ""}}, "client-first", "n,,n=,r=m"},
        {{{"nonce", "m"}, {"user", "\u2168\u0221"}}, "client-first", "n,,n=IX\u0221,r=m"},
        {{{"nonce", "m"}, {"gs2", "y"}}, "client-first", "y,,n=user,r=m"},
        {{{"nonce", "m"}, {"gs2", "p=nothing-known"}}, "client-first", "p=nothing-known,,n=user,r=m"},
        {{{"nonce", "m"}, {"authzid", "a=b"}}, "client-first", "n,a=a=3Db,n=user,r=m"},
        {{{"nonce", "m"}, {"authzid", ""}}, "client-first", "n,,n=user,r=m"},
        {{{"final-nonce", "changed"}}, "client-first", "n,,n=user,r=AAAAAAAAAAAAAAAAAAAAAAAA"},
        {{{"nonce", "m"}, {"extensions", "x=foo,y=bar"}}, "client-first-bare", "n=user,r=m,x=foo,y=bar"},
        {{{"binding", "tls-unique"}}, "channel-binding-data", "p=tls-unique,,unique"},
        {{{"binding", "tls-exporter"}, {"gs2", "p=tls-unique"}},
         "channel-binding-data",
         "p=tls-unique,,exporter"},
        {{{"binding", "tls-unique"}, {"gs2", "y"}}, "channel-binding-data", "y,,unique"},
        {{{"binding", "tls-unique"}, {"binding-data", "wrong"}},
         "channel-binding-data",
         "p=tls-unique,,wrong"},
        {{{"binding", "tls-server-end-point"}, {"binding-data", ""}},
         "channel-binding-data",
         "p=tls-server-end-point,,"},
        {{{"gs2", "p=tls-unique"}}, "channel-binding-data", "p=tls-unique,,unique"},
        {{{"gs2", "p=tls-server-end-point"}}, "channel-binding-data", "p=tls-server-end-point,,"},
        {{{"gs2", "p=nothing-known"}}, "channel-binding-data", "p=nothing-known,,"},
        {{{"binding-data", "surplus"}}, "channel-binding-data", "n,,surplus"},
    };
    for (const Row& row : rows) {
        Surroundings around = surroundings("user", "pencil");
        around.channelBinding = [](octets::ChannelBinding binding) -> std::optional<std::string> {
            if (binding == octets::ChannelBinding::TlsUnique) return "unique";
            if (binding == octets::ChannelBinding::TlsExporter) return "exporter";
            return std::nullopt;
        };
        Attributes attributes = row.attributes;
        attributes["hash"] = "SHA-1";
        const auto exchange = made("scram", attributes, around);
        ASSERT_TRUE(exchange);
        EXPECT_EQ(field(*exchange, row.field), row.expected);
    }
}

TEST(Scram, TakesAnotherPassword) {
    const Golden& golden = goldens[0];
    Attributes attributes = golden.attributes;
    attributes["password"] = "pencil";
    const auto exchange = made("scram", attributes, surroundings("user", "eraser"));
    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
    EXPECT_EQ(field(*exchange, "client-final"), golden.clientFinal);
    EXPECT_TRUE(isSecret(*exchange, "pencil", "password"));
}

TEST(Scram, IsNotMadeFromTheImpossible) {
    struct Row {
        Attributes attributes;
        std::string user, password, sentence;
    };
    const Row rows[] = {
        {{}, "u", "p", "scram needs the attribute hash"},
        {{{"hash", "MD5"}},
         "u",
         "p",
         "the attribute hash cannot be \"MD5\"; it is one of SHA-1, SHA-256, SHA-512"},
        {{{"hash", "sha-1"}},
         "u",
         "p",
         "the attribute hash cannot be \"sha-1\"; it is one of SHA-1, SHA-256, SHA-512"},
        {{{"hash", "SHA-1"}, {"binding", "tls-none"}},
         "u",
         "p",
         "the attribute binding cannot be \"tls-none\"; it is one of tls-unique, tls-server-end-point, "
         "tls-exporter"},
        {{{"hash", "SHA-1"}, {"binding", "tls-unique"}},
         "u",
         "p",
         "the connection has no channel binding data of type tls-unique"},
        {{{"hash", "SHA-1"}},
         "\x07",
         "p",
         "the user name cannot be prepared: it holds a character that SASLprep prohibits"},
        {{{"hash", "SHA-1"}},
         "\u00ad",
         "p",
         "the user name cannot be prepared: SASLprep leaves nothing of it"},
        {{{"hash", "SHA-1"}},
         "u",
         "\x07",
         "the password cannot be prepared: it holds a character that SASLprep prohibits"},
        {{{"hash", "SHA-1"}},
         "u",
         "\u0221",
         "the password cannot be prepared: it holds a code point that Unicode 3.2 does not assign, which "
         "SASLprep "
         "refuses here"},
    };
    for (const Row& row : rows) {
        const auto exchange = makeExchange("scram", row.attributes, surroundings(row.user, row.password));
        ASSERT_FALSE(exchange) << row.sentence;
        EXPECT_EQ(exchange.error(), row.sentence);
    }
    Surroundings around = surroundings("u", "p");
    around.random = nullptr;
    EXPECT_EQ(makeExchange("scram", {{"hash", "SHA-1"}}, around).error(),
              "scram needs a nonce or a source of random numbers");
    EXPECT_TRUE(makeExchange("scram", {{"hash", "SHA-1"}, {"nonce", "n"}}, around));
}

TEST(Scram, NamesItsSecrets) {
    const Golden& golden = goldens[7];  // its password changes when prepared
    const auto exchange = made("scram", golden.attributes, surroundings(golden.user, golden.password));
    ASSERT_EQ(exchange->secrets().size(), 2U);
    EXPECT_TRUE(isSecret(*exchange, "I\u00adX\u00aa", "password"));
    EXPECT_TRUE(isSecret(*exchange, "IXa", "password"));

    ASSERT_EQ(taken(*exchange, "server-first", golden.serverFirst), "");
    const std::string proof = field(*exchange, "client-proof");
    EXPECT_TRUE(isSecret(*exchange, proof, "SCRAM client proof"));
    EXPECT_TRUE(isSecret(*exchange, proof.substr(1), "SCRAM client proof"))
        << "sent with its first octet bent";
    EXPECT_TRUE(isSecret(*exchange, golden.clientFinal, "SCRAM client-final message"));
    EXPECT_TRUE(isSecret(*exchange, golden.serverFinal, "SCRAM server-final message"))
        << "also if it is never taken";
    const std::string expected = field(*exchange, "expected-server-signature");
    EXPECT_TRUE(isSecret(*exchange, expected, "SCRAM server signature"));
    bool salted = false;
    for (const Secret& secret : exchange->secrets()) salted |= secret.label == "SCRAM salted password";
    EXPECT_TRUE(salted);

    const std::size_t before = exchange->secrets().size();
    field(*exchange, "client-final");
    EXPECT_EQ(taken(*exchange, "server-final", golden.serverFinal), "");
    EXPECT_EQ(exchange->secrets().size(), before) << "nothing is kept twice";

    // A signature without padding is not taken, and yet it is one.
    EXPECT_NE(taken(*exchange, "server-final", "v=riCbuKL6cRmRXMAl6LGb+VzhZpk"), "");
    EXPECT_TRUE(isSecret(*exchange, "v=riCbuKL6cRmRXMAl6LGb+VzhZpk", "SCRAM server-final message"));
    EXPECT_EQ(taken(*exchange, "server-final", "v=AAECAwQFBgc="), "");
    EXPECT_TRUE(isSecret(*exchange, octetsFrom(0, 8), "SCRAM server signature"));
}

/// RFC 5802 section 3, step by step: whatever of it is known lets somebody log in, or guess the password.
TEST(Scram, NamesAllThatIsDerivedWithEveryHashAndBinding) {
    for (const auto& [name, hash] :
         {std::pair{"SHA-1", Hash::Sha1}, {"SHA-256", Hash::Sha256}, {"SHA-512", Hash::Sha512}}) {
        for (const std::string gs2 : {"n", "p=tls-exporter"}) {
            SCOPED_TRACE(name + (" " + gs2));
            Attributes attributes = {{"hash", name}, {"nonce", "abc"}};
            if (gs2 != "n") attributes["binding"] = gs2.substr(2);
            Surroundings around = surroundings("user", "pencil");
            around.channelBinding = [](octets::ChannelBinding) { return std::string("exporter"); };
            const auto exchange = made("scram", attributes, around);
            const std::string serverFirst = "r=abcdef,s=c2FsdA==,i=5";
            ASSERT_EQ(taken(*exchange, "server-first", serverFirst), "");
            const std::string final = field(*exchange, "client-final");

            const std::string salted = pbkdf2(hash, "pencil", "salt", 5).value();
            const std::string clientKey = hmac(hash, salted, "Client Key");
            const std::string storedKey = digest(hash, clientKey);
            const std::string serverKey = hmac(hash, salted, "Server Key");
            const std::string message =
                "n=user,r=abc," + serverFirst + "," + final.substr(0, final.rfind(",p="));
            EXPECT_TRUE(isSecret(*exchange, salted, "SCRAM salted password"));
            EXPECT_TRUE(isSecret(*exchange, clientKey, "SCRAM client key"));
            EXPECT_TRUE(isSecret(*exchange, storedKey, "SCRAM stored key"));
            EXPECT_TRUE(isSecret(*exchange, serverKey, "SCRAM server key"));
            EXPECT_TRUE(isSecret(*exchange, hmac(hash, storedKey, message), "SCRAM client signature"));
            EXPECT_TRUE(isSecret(*exchange, hmac(hash, serverKey, message), "SCRAM server signature"));
            EXPECT_TRUE(isSecret(*exchange, field(*exchange, "client-proof"), "SCRAM client proof"));
            EXPECT_TRUE(isSecret(*exchange, final, "SCRAM client-final message"));
        }
    }
}

TEST(Scram, SendsAnotherNonceBackWithAProofThatFits) {
    const auto clientFinal = [](const std::string& finalNonce) {
        const Attributes attributes = {{"hash", "SHA-1"}, {"nonce", "abc"}, {"final-nonce", finalNonce}};
        const auto exchange = made("scram", attributes, surroundings("user", "pencil"));
        EXPECT_EQ(taken(*exchange, "server-first", "r=abcdef,s=AAECAwQ=,i=1"), "");
        return field(*exchange, "client-final");
    };
    const std::string right = clientFinal("");
    const std::string changed = clientFinal("changed");
    const std::string client = clientFinal("client");
    EXPECT_TRUE(right.starts_with("c=biws,r=abcdef,p=")) << right;
    EXPECT_TRUE(changed.starts_with("c=biws,r=abcdefx,p=")) << changed;
    EXPECT_TRUE(client.starts_with("c=biws,r=abc,p=")) << client;
    const auto proof = [](const std::string& message) { return message.substr(message.find(",p=")); };
    EXPECT_NE(proof(changed), proof(right)) << "the proof is over the nonce that is sent";
    EXPECT_NE(proof(client), proof(right));
    EXPECT_FALSE(
        makeExchange("scram", {{"hash", "SHA-1"}, {"final-nonce", "x"}}, surroundings("user", "pencil")));
}

TEST(Scram, ProvesWhatStandsBehindTheNonce) {
    const auto given = [](const Attributes& more) {
        Attributes attributes = {{"hash", "SHA-1"}, {"nonce", "abc"}};
        attributes.insert(more.begin(), more.end());
        auto exchange = made("scram", attributes, surroundings("user", "pencil"));
        EXPECT_EQ(taken(*exchange, "server-first", "r=abcdef,s=AAECAwQ=,i=1"), "");
        return exchange;
    };
    const auto with = given({{"final-extensions", "m=x,y=z"}});
    EXPECT_EQ(field(*with, "client-final-without-proof"), "c=biws,r=abcdef,m=x,y=z");
    EXPECT_EQ(field(*with, "client-first"), "n,,n=user,r=abc");
    EXPECT_NE(field(*with, "client-proof"), field(*given({}), "client-proof"));
}

TEST(Scram, WritesTheUserAsItIsTold) {
    const auto given = [](const char* name, const char* user) {
        return made("scram", {{"hash", "SHA-1"}, {"nonce", "abc"}, {name, user}},
                    surroundings("user", "pencil"));
    };
    EXPECT_EQ(field(*given("written-user", "user=2"), "client-first"), "n,,n=user=2,r=abc");
    EXPECT_EQ(field(*given("user", "user=2"), "client-first"), "n,,n=user=3D2,r=abc");
}

TEST(Scram, LeavesVeryShortTextsUnmasked) {
    const auto exchange = made("scram", {{"hash", "SHA-1"}}, surroundings("user", "ab"));
    EXPECT_TRUE(exchange->secrets().empty());
    EXPECT_EQ(made("scram", {{"hash", "SHA-1"}}, surroundings("user", "abc"))->secrets().size(), 1U);
}

}  // namespace
}  // namespace xmppconf::sasl
