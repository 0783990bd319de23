#include <gtest/gtest.h>

#include "harness/sasl/ScramMessages.h"

namespace xmppconf::sasl {
namespace {

using namespace std::string_literals;

std::string wrongFirst(std::string_view message) {
    const Result<ServerFirst> parsed = parseServerFirst(message, "abc");
    return parsed ? "taken" : parsed.error();
}

std::string wrongFinal(std::string_view message) {
    const Result<ServerFinal> parsed = parseServerFinal(message);
    return parsed ? "taken" : parsed.error();
}

TEST(ServerFirst, IsTakenApart) {
    const Result<ServerFirst> first = parseServerFirst("r=abc=d+/,s=AAEC,i=4096", "abc");
    ASSERT_TRUE(first) << first.error();
    EXPECT_EQ(first.value().nonce, "abc=d+/");
    EXPECT_EQ(first.value().serverNonce, "=d+/");
    EXPECT_EQ(first.value().salt, "\0\1\2"s);
    EXPECT_EQ(first.value().iterations, "4096");
}

TEST(ServerFirst, MayCarryOptionalExtensions) {
    for (const std::string message :
         {"r=abcd,s=AAEC,i=1,x=1", "r=abcd,s=AAEC,i=1,x=a=b,Y=\u00e9,x=1",
          "r=abcd,s=AAEC,i=1,d==", "r=abcd,s=AAEC,i=99999999999999999999999999,t=\x01"})
        EXPECT_EQ(wrongFirst(message), "taken") << message;
}

TEST(ServerFirst, IsRefusedWhereItsFormIsWrong) {
    const std::string notFirst = "the server-first-message does not begin with the nonce, r=";
    const std::string notSecond = "the salt, s=, does not come second in the server-first-message";
    const std::string notThird = "the iteration count, i=, does not come third in the server-first-message";
    const std::string notBase64 = "the salt of the server-first-message is not strict Base64";
    const std::string notNumber = "the iteration count is not a decimal number";
    const std::string zero = "the iteration count is 0 or begins with a zero";
    const std::string printable = "the server's nonce holds a character that is not printable ASCII";
    const std::string foreign = "the server's nonce does not begin with the client's";
    const std::string mandatory = "the server-first-message demands an extension with m=, and none is known";
    const std::string extension =
        "the server-first-message has an extension that is not of the form letter=value";
    const std::pair<std::string, std::string> rows[] = {
        {"", "the server-first-message is empty"},
        {"abcd", notFirst},
        {"r", notFirst},
        {",r=abcd,s=AAEC,i=1", notFirst},
        {"s=AAEC,r=abcd,i=1", notFirst},
        {" r=abcd,s=AAEC,i=1", notFirst},
        {"R=abcd,s=AAEC,i=1", notFirst},
        {"r:abcd,s=AAEC,i=1", notFirst},
        {"e=unknown-user", "the server sent an error (e=) where its server-first-message belongs"},
        {"m=x,r=abcd,s=AAEC,i=1", mandatory},
        {"r=abcd,s=AAEC,i=1,m=x", mandatory},
        {"r=abcd,s=AAEC,i=1,x=y,m=", mandatory},
        {"r=abcd,m=x,s=AAEC,i=1", notSecond},
        {"r=,s=AAEC,i=1", foreign},
        {"r=ab,s=AAEC,i=1", foreign},
        {"r=xabcd,s=AAEC,i=1", foreign},
        {"r=Abcd,s=AAEC,i=1", foreign},
        {"r=abc,s=AAEC,i=1", "the server added nothing to the client's nonce"},
        {"r=abc d,s=AAEC,i=1", printable},
        {"r=abcd\u00e9,s=AAEC,i=1", printable},
        {"r=abcd\t,s=AAEC,i=1", printable},
        {"r=abcd\x7f,s=AAEC,i=1", printable},
        {"r=abcd", notSecond},
        {"r=abcd,", notSecond},
        {"r=abcd,i=1,s=AAEC", notSecond},
        {"r=abcd,,s=AAEC,i=1", notSecond},
        {"r=abcd, s=AAEC,i=1", notSecond},
        {"r=abcd,x=1,s=AAEC,i=1", notSecond},
        {"r=abcd,s=,i=1", "the salt of the server-first-message is empty"},
        {"r=abcd,s=AAE,i=1", notBase64},
        {"r=abcd,s=AA==AA==,i=1", notBase64},
        {"r=abcd,s=AB==,i=1", notBase64},
        {"r=abcd,s=AAEC\n,i=1", notBase64},
        {"r=abcd,s=AAEC", notThird},
        {"r=abcd,s=AAEC,", notThird},
        {"r=abcd,s=AAEC,x=1,i=1", notThird},
        {"r=abcd,s=AAEC,I=1", notThird},
        {"r=abcd,s=AAEC,i=", notNumber},
        {"r=abcd,s=AAEC,i=x", notNumber},
        {"r=abcd,s=AAEC,i=+1", notNumber},
        {"r=abcd,s=AAEC,i=-1", notNumber},
        {"r=abcd,s=AAEC,i= 1", notNumber},
        {"r=abcd,s=AAEC,i=1 ", notNumber},
        {"r=abcd,s=AAEC,i=1.0", notNumber},
        {"r=abcd,s=AAEC,i=0x10", notNumber},
        {"r=abcd,s=AAEC,i=0", zero},
        {"r=abcd,s=AAEC,i=04096", zero},
        {"r=abcd,s=AAEC,i=1,", extension},
        {"r=abcd,s=AAEC,i=1,x", extension},
        {"r=abcd,s=AAEC,i=1,xy=1", extension},
        {"r=abcd,s=AAEC,i=1,1=x", extension},
        {"r=abcd,s=AAEC,i=1,,x=1", extension},
        {"r=abcd,s=AAEC,i=1,x=", "the extension x= of the server-first-message has no value"},
        {"r=abcd,s=AAEC,i=1,i=2", "the server-first-message has i= where only extensions may stand"},
        {"r=abcd,s=AAEC,i=1,r=abcd", "the server-first-message has r= where only extensions may stand"},
        {"r=abcd,s=AAEC,i=1,x=\xff", "the server-first-message is not UTF-8"},
        {"r=abcd,s=AAEC,i=1,x=\0"s, "the server-first-message holds a NUL character"},
        {"r=abc" + std::string(524288, 'd') + ",s=AAEC,i=1",
         "the server-first-message is longer than 524288 octets"},
    };
    for (const auto& [message, sentence] : rows)
        EXPECT_EQ(wrongFirst(message), sentence) << message.substr(0, 80);
}

TEST(ServerFinal, IsEitherSignatureOrError) {
    const Result<ServerFinal> signature = parseServerFinal("v=AAEC,x=y");
    ASSERT_TRUE(signature) << signature.error();
    EXPECT_EQ(signature.value().signature, "\0\1\2"s);
    EXPECT_EQ(signature.value().error, "");
    const Result<ServerFinal> error = parseServerFinal("e=invalid-proof");
    ASSERT_TRUE(error) << error.error();
    EXPECT_EQ(error.value().signature, "");
    EXPECT_EQ(error.value().error, "invalid-proof");
    EXPECT_EQ(parseServerFinal("e=my=own").value().error, "my=own");
}

TEST(ServerFinal, IsRefusedWhereItsFormIsWrong) {
    const std::string neither = "the server-final-message begins neither with v= nor with e=";
    const std::string notBase64 = "the server signature is not strict Base64";
    const std::string extension =
        "the server-final-message has an extension that is not of the form letter=value";
    const std::pair<std::string, std::string> rows[] = {
        {"", "the server-final-message is empty"},
        {"x", neither},
        {"v", neither},
        {"V=AAEC", neither},
        {" v=AAEC", neither},
        {"x=1,v=AAEC", neither},
        {"v=", "the server signature is empty"},
        {"v=AAE", notBase64},
        {"v=AAEC=", notBase64},
        {"v=AAEC\n", notBase64},
        {"v=AAF=", notBase64},
        {"e=", "the error, e=, of the server-final-message is empty"},
        {"v=AAEC,", extension},
        {"v=AAEC,x", extension},
        {"v=AAEC,v=AAEC", "the server-final-message has v= where only extensions may stand"},
        {"v=AAEC,e=other-error", "the server-final-message has e= where only extensions may stand"},
        {"e=other-error,v=AAEC", "the server-final-message has v= where only extensions may stand"},
        {"v=AAEC,m=x", "the server-final-message demands an extension with m=, and none is known"},
        {"v=AAEC,x=", "the extension x= of the server-final-message has no value"},
        {"e=\xc3", "the server-final-message is not UTF-8"},
        {"e=a\0"s, "the server-final-message holds a NUL character"},
        {"e=" + std::string(524288, 'a'), "the server-final-message is longer than 524288 octets"},
    };
    for (const auto& [message, sentence] : rows)
        EXPECT_EQ(wrongFinal(message), sentence) << message.substr(0, 80);
}

TEST(ScramName, EscapesCommaAndEqualsSign) {
    EXPECT_EQ(scramName("a,b=c=2C"), "a=2Cb=3Dc=3D2C");
    EXPECT_EQ(scramName(""), "");
}

}  // namespace
}  // namespace xmppconf::sasl
