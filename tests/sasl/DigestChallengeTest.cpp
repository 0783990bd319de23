#include <gtest/gtest.h>

#include "harness/sasl/Base64.h"
#include "harness/sasl/DigestChallenge.h"

namespace xmppconf::sasl {
namespace {

const std::string minimal = "nonce=\"n\",algorithm=md5-sess";

std::string wrong(std::string_view message) {
    const auto challenge = parseDigestChallenge(message);
    return challenge ? "taken" : challenge.error();
}

TEST(DigestChallenge, IsTakenApart) {
    const auto parsed = parseDigestChallenge(
        "realm=\"one\",realm=\"t\\\"wo\",nonce=\"OA6\",qop=\"auth,auth-int\",charset=utf-8,algorithm=MD5-"
        "sess,"
        "maxbuf=65536,stale=true,cipher=\"rc4,des\",unknown=token,other=\"quoted\",other=again");
    ASSERT_TRUE(parsed) << parsed.error();
    const DigestChallenge& challenge = parsed.value();
    EXPECT_EQ(challenge.realms, (std::vector<std::string>{"one", "t\"wo"}));
    EXPECT_EQ(challenge.nonce, "OA6");
    EXPECT_EQ(challenge.qops, (std::vector<std::string>{"auth", "auth-int"}));
    EXPECT_EQ(challenge.algorithm, "MD5-sess");
    EXPECT_TRUE(challenge.utf8);
}

TEST(DigestChallenge, HasDefaults) {
    const auto parsed = parseDigestChallenge(minimal);
    ASSERT_TRUE(parsed) << parsed.error();
    EXPECT_TRUE(parsed.value().realms.empty());
    EXPECT_EQ(parsed.value().qops, std::vector<std::string>{"auth"});
    EXPECT_FALSE(parsed.value().utf8);
}

TEST(DigestChallenge, TakesWhatServersSend) {
    const std::string rows[] = {
        // ejabberd, Cyrus SASL, GNU SASL (with blanks), Java's
        *decodeBase64("bm9uY2U9IjEzNjc0MzYyNDQiLHFvcD0iYXV0aCIsY2hhcnNldD11dGYtOCxhbGdvcml0aG09bWQ1LXNlc3M="),
        "nonce=\"x/0=\",realm=\"localhost\",qop=\"auth\",maxbuf=4096,charset=utf-8,algorithm=md5-sess",
        "realm=\"localhost\", nonce=\"abc==\", qop=\"auth\", charset=utf-8, algorithm=md5-sess",
        "realm=\"localhost\",nonce=\"+\",qop=\"auth,auth-int,auth-conf\",cipher=\"3des,rc4\",charset=utf-8,"
        "algorithm=md5-sess",
        "realm=\"caf\xe9\"," + minimal,
        "realm=\"caf\xc3\xa9\",charset=utf-8," + minimal,
        "realm=\"\"," + minimal,
        minimal + std::string(2047 - minimal.size(), ','),
    };
    for (const std::string& message : rows) EXPECT_EQ(wrong(message), "taken") << message;
}

TEST(DigestChallenge, IsRefusedWhereItsFormIsWrong) {
    const std::pair<std::string, std::string> rows[] = {
        {"", "there is no directive in it"},
        {"nonce=\"n\" algorithm=md5-sess", "there is no comma behind the value of nonce"},
        {"algorithm=md5-sess", "nonce is missing"},
        {"nonce=\"\",algorithm=md5-sess", "nonce is empty"},
        {"nonce=n,algorithm=md5-sess", "nonce must stand in quotation marks"},
        {minimal + ",nonce=\"n\"", "nonce is there more than once"},
        {minimal + ",NONCE=\"m\"", "nonce is there more than once"},
        {"nonce=\"n\"", "algorithm is missing"},
        {"nonce=\"n\",algorithm=md5", "algorithm is not md5-sess"},
        {"nonce=\"n\",algorithm=\"md5-sess\"", "algorithm must stand without quotation marks"},
        {minimal + ",algorithm=md5-sess", "algorithm is there more than once"},
        {minimal + ",charset=iso-8859-1", "charset is not utf-8"},
        {minimal + ",charset=\"utf-8\"", "charset must stand without quotation marks"},
        {minimal + ",charset=utf-8,charset=utf-8", "charset is there more than once"},
        {minimal + ",qop=auth", "qop must stand in quotation marks"},
        {minimal + ",qop=\"\"", "qop is not a list of words"},
        {minimal + ",qop=\"auth;auth-int\"", "qop is not a list of words"},
        {minimal + ",qop=\"auth\",qop=\"auth-int\"", "qop is there more than once"},
        {minimal + ",qop=\"auth,auth-conf\"", "auth-conf is offered, but cipher is missing"},
        {minimal + ",cipher=\"\"", "cipher is not a list of words"},
        {minimal + ",cipher=\"des\",cipher=\"rc4\"", "cipher is there more than once"},
        {minimal + ",stale=false", "stale is not true"},
        {minimal + ",stale=true,stale=true", "stale is there more than once"},
        {minimal + ",maxbuf=16", "maxbuf is not a number above 16 and up to 16777215"},
        {minimal + ",maxbuf=16777216", "maxbuf is not a number above 16 and up to 16777215"},
        {minimal + ",maxbuf=99999999999999999999999", "maxbuf is not a number above 16 and up to 16777215"},
        {minimal + ",maxbuf=17x", "maxbuf is not a number above 16 and up to 16777215"},
        {minimal + ",maxbuf=-17", "maxbuf is not a number above 16 and up to 16777215"},
        {minimal + ",maxbuf=17,maxbuf=17", "maxbuf is there more than once"},
        {minimal + ",realm=localhost", "realm must stand in quotation marks"},
        {minimal + ",charset=utf-8,realm=\"caf\xe9\"", "a realm is not UTF-8, which charset announces"},
        {minimal + std::string(2048 - minimal.size(), ','), "it is not shorter than 2048 octets"},
    };
    for (const auto& [message, reason] : rows)
        EXPECT_EQ(wrong(message), "the digest-challenge is not in form: " + reason) << message;
}

TEST(ResponseAuth, IsRspauthAlone) {
    const std::string value = "58b34b04d977227fe232c2580c721791";
    EXPECT_EQ(
        parseResponseAuth(*decodeBase64("cnNwYXV0aD01OGIzNGIwNGQ5NzcyMjdmZTIzMmMyNTgwYzcyMTc5MQ==")).value(),
        value);
    EXPECT_EQ(parseResponseAuth(" RSPAUTH = " + value + " ,").value(), value);
    const std::pair<std::string, std::string> rows[] = {
        {"", "there is no directive in it"},
        {value, "there is no \"=\" behind " + value},
        {"rspauth=" + value + ",x=y", "it does not consist of rspauth alone"},
        {"rspauth=" + value + ",rspauth=" + value, "it does not consist of rspauth alone"},
        {"response=" + value, "it does not consist of rspauth alone"},
        {"rspauth=\"" + value + "\"", "rspauth must stand without quotation marks"},
        {"rspauth=" + value + "0", "rspauth is not 32 hexadecimal digits in lower case"},
        {"rspauth=58B34B04D977227FE232C2580C721791", "rspauth is not 32 hexadecimal digits in lower case"},
        {"rspauth=5", "rspauth is not 32 hexadecimal digits in lower case"},
        {"rspauth=" + std::string(4000, '0'), "it is far too long"},
    };
    for (const auto& [message, reason] : rows) {
        const auto parsed = parseResponseAuth(message);
        ASSERT_FALSE(parsed) << message;
        EXPECT_EQ(parsed.error(), "the response-auth is not in form: " + reason) << message;
    }
}

}  // namespace
}  // namespace xmppconf::sasl
