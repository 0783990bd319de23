#include <gtest/gtest.h>

#include "harness/sasl/Digest.h"
#include "harness/sasl/Pbkdf2.h"

namespace xmppconf::sasl {
namespace {

using namespace std::string_literals;

std::string hexKey(Hash hash, std::string_view password, std::string_view salt, unsigned iterations) {
    const Result<std::string> key = pbkdf2(hash, password, salt, iterations);
    return key ? toHex(key.value()) : "[" + key.error() + "]";
}

TEST(Digest, ComputesWhatTheSpecificationsPrint) {
    EXPECT_EQ(toHex(digest(Hash::Md5, "abc")), "900150983cd24fb0d6963f7d28e17f72");           // RFC 1321
    EXPECT_EQ(toHex(digest(Hash::Sha1, "abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");  // RFC 3174
    EXPECT_EQ(toHex(digest(Hash::Sha256, "abc")),                                             // RFC 6234
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(toHex(digest(Hash::Sha512, "abc")),
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    EXPECT_EQ(toHex(digest(Hash::Md5, "")), "d41d8cd98f00b204e9800998ecf8427e");
    for (const Hash hash : {Hash::Md5, Hash::Sha1, Hash::Sha256, Hash::Sha512}) EXPECT_TRUE(available(hash));
}

TEST(Digest, ComputesHmac) {
    const std::string data = "what do ya want for nothing?";  // RFC 2202, RFC 4231
    EXPECT_EQ(toHex(hmac(Hash::Md5, "Jefe", data)), "750c783e6ab0b503eaa86e310a5db738");
    EXPECT_EQ(toHex(hmac(Hash::Sha1, "Jefe", data)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(toHex(hmac(Hash::Sha256, "Jefe", data)),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    // A key longer than a block is hashed first.
    EXPECT_EQ(toHex(hmac(Hash::Sha1, std::string(200, 'k'), "data")),
              "25d441286313849e132956d254784282bd8e8afd");
    EXPECT_EQ(toHex(hmac(Hash::Sha1, std::string_view(), std::string_view())),
              "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

TEST(Pbkdf2, ComputesWhatRfc6070Prints) {
    EXPECT_EQ(hexKey(Hash::Sha1, "password", "salt", 1), "0c60c80f961f0e71f3a9b524af6012062fe037a6");
    EXPECT_EQ(hexKey(Hash::Sha1, "password", "salt", 4096), "4b007901b765489abead49d926f721d065a429c1");
    EXPECT_EQ(hexKey(Hash::Sha512, "", "\0salt"s, 3),
              "63e59613506d97689cdb5e0e30ef081e455c574a44b1a0d943422121cd61596a"
              "50a804a3d7d9582985588a2c191c3a010edee1e60d2bf624c830bf600216e471");
    EXPECT_EQ(hexKey(Hash::Sha256, "pencil", std::string(longestSalt, 's'), 1),
              "6f72d32ad192b80b32f07b8fc2d4ffae1a28cc79679eafb39954acfeb768da48");
}

TEST(Pbkdf2, TakesEmptyTexts) {
    EXPECT_EQ(hexKey(Hash::Sha1, std::string_view(), std::string_view(), 1),
              "1e437a1c79d75be61e91141dae20affc4892cc99");
}

TEST(Pbkdf2, IsBounded) {
    EXPECT_EQ(hexKey(Hash::Sha1, "p", "s", 0), "[an iteration count of 0 hashes nothing]");
    EXPECT_EQ(hexKey(Hash::Sha1, "p", "s", 2000001),
              "[not judged: 2000001 iterations exceed xmppconf's limit of 2000000]");
    EXPECT_EQ(hexKey(Hash::Sha1, "p", "s", 4294967295U),
              "[not judged: 4294967295 iterations exceed xmppconf's limit of 2000000]");
    EXPECT_EQ(hexKey(Hash::Sha1, "p", std::string(1025, 's'), 1),
              "[not judged: a salt of 1025 octets exceeds xmppconf's limit of 1024]");
    EXPECT_EQ(hexKey(Hash::Sha1, std::string(longestPassword + 1, 'p'), "s", 1),
              "[the password is longer than 262144 octets]");
}

TEST(Pbkdf2, CanBeInterrupted) {
    int asked = 0;
    const auto third = [&asked] { return ++asked == 3; };
    const Result<std::string> key = pbkdf2(Hash::Sha1, "p", "s", mostIterations, third);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error(), "the run was interrupted");
    EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace xmppconf::sasl
