#include <gtest/gtest.h>

#include "harness/sasl/Base64.h"

namespace xmppconf::sasl {
namespace {

using namespace std::string_literals;

TEST(Base64, EncodesAndDecodesTheExamplesOfRfc4648) {
    const std::pair<std::string, std::string> rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\0\xff\xfb\xef"s, "AP/77w=="},
        {"\xff\xff\xff", "////"},
    };
    for (const auto& [octets, text] : rows) {
        EXPECT_EQ(encodeBase64(octets), text);
        EXPECT_EQ(decodeBase64(text), octets) << text;
    }
}

TEST(Base64, BringsBackEveryOctetAtEveryPlace) {
    for (std::size_t length = 0; length < 7; ++length)
        for (std::size_t at = 0; at < length; ++at)
            for (int octet = 0; octet < 256; ++octet) {
                std::string octets(length, '\x5a');
                octets[at] = static_cast<char>(octet);
                ASSERT_EQ(decodeBase64(encodeBase64(octets)), octets) << length << " " << at << " " << octet;
            }
}

TEST(Base64, RefusesWhatIsNotStrict) {
    const std::string rows[] = {
        "Z",
        "Zg",
        "Zg=",
        "Zm8",
        "Zm9vYg",  // padding missing
        "=",
        "==",
        "===",
        "====",
        "Zg===",  // padding without anything to pad
        "=Zg=",
        "Zg==Zg==",
        "Zm8=Zm9v",
        "Z=g=",
        "Zm=v",  // padding not at the end
        "Zh==",
        "Zm9=",
        "A===",  // bits under the padding, or too much of it
        "Zm9v\n",
        "Zm9\nv",
        " Zm9v",
        "Zm9v ",
        "Zm 9v",  // white space
        "Zm9v\r\nZm9v",
        "Zm9-",
        "Zm9_",
        "Zm9.",
        "Zm9*",  // other alphabets
        "Zm9\0"s,
        "Zm9\xc3",
        "Zm9\xff",
        "Zm9v\0\0\0\0"s,  // octets that are no characters
    };
    for (const std::string& text : rows) EXPECT_EQ(decodeBase64(text), std::nullopt) << text;
}

TEST(Base64, SeesEveryBitUnderThePadding) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        EXPECT_EQ(decodeBase64("A"s + alphabet[i] + "==").has_value(), i % 16 == 0) << alphabet[i];
        EXPECT_EQ(decodeBase64("AA"s + alphabet[i] + "=").has_value(), i % 4 == 0) << alphabet[i];
    }
}

}  // namespace
}  // namespace xmppconf::sasl
