#include <gtest/gtest.h>

#include "harness/sasl/Base64.h"
#include "harness/sasl/DigestMd5.h"
#include "harness/sasl/DigestResponse.h"
#include "harness/sasl/Directives.h"
#include "tests/sasl/Making.h"

namespace xmppconf::sasl {
namespace {

const std::string base = "nonce=\"n1\",qop=\"auth\",algorithm=md5-sess";
const std::string utf8 = base + ",charset=utf-8";

std::vector<Directive> directives(std::string_view text) {
    auto parsed = parseDirectives(text);
    EXPECT_TRUE(parsed) << text;
    return parsed ? std::move(parsed).value() : std::vector<Directive>();
}

TEST(DigestMd5, ComputesTheExamplesOfRfc2831) {
    struct Row {
        std::string challenge, cnonce, uri, response, rspauth;
    };
    const Row rows[] = {
        {"realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-"
         "8",
         "OA6MHXh6VqTrRk", "imap/elwood.innosoft.com", "d388dad90d4bbd760a152321f2143af7",
         "ea40f60335c427b5527b84dbabcdfffd"},
        {"realm=\"elwood.innosoft.com\",nonce=\"OA9BSXrbuRhWay\",qop=\"auth\",algorithm=md5-sess,charset=utf-"
         "8",
         "OA9BSuZWMSpW8m", "acap/elwood.innosoft.com", "6084c6db3fede7352c551284490fd0fc",
         "2f0b3d7c3c2e486600ef710726aa2eae"},
    };
    for (const Row& row : rows) {
        const auto exchange = made("digest-md5", {{"cnonce", row.cnonce}, {"digest-uri", row.uri}},
                                   surroundings("chris", "secret", "example.com"));
        ASSERT_EQ(taken(*exchange, "challenge", row.challenge), "");
        EXPECT_EQ(field(*exchange, "response-value"), row.response);
        EXPECT_EQ(field(*exchange, "expected-rspauth"), row.rspauth);
        EXPECT_EQ(field(*exchange, "realm"), "elwood.innosoft.com");
        ASSERT_EQ(taken(*exchange, "final", "rspauth=" + row.rspauth), "");
        EXPECT_EQ(field(*exchange, "rspauth"), field(*exchange, "expected-rspauth"));
    }
}

/// A login of Psi at ejabberd, as it went over the wire; its password is not known.
TEST(DigestMd5, AnswersLikeARecordedClient) {
    const std::string challenge =
        *decodeBase64("bm9uY2U9IjEzNjc0MzYyNDQiLHFvcD0iYXV0aCIsY2hhcnNldD11dGYtOCxhbGdvcml0aG09bWQ1LXNlc3M=");
    const std::string recorded = *decodeBase64(
        "dXNlcm5hbWU9InVzZXIyIixub25jZT0iMTM2NzQzNjI0NCIsY25vbmNlPSJDc1RZRy9na09od1BIOEtvT2pGR1ErN2JPTU9uclZ0"
        "TlVOVDZZ"
        "UEVFVlA4PSIsbmM9MDAwMDAwMDEsZGlnZXN0LXVyaT0ieG1wcC9sb2NhbGhvc3QiLHFvcD1hdXRoLHJlc3BvbnNlPTg3ZmMyZjQw"
        "NTE2YmEw"
        "OWM0ZDVhOThjNmQ2MzIwMjNkLGNoYXJzZXQ9dXRmLTg=");
    const auto exchange = made("digest-md5", {{"cnonce", "CsTYG/gkOhwPH8KoOjFGQ+7bOMOnrVtNUNT6YPEEVP8="}},
                               surroundings("user2", "secret2"));
    ASSERT_EQ(taken(*exchange, "challenge", challenge), "");
    EXPECT_EQ(field(*exchange, "challenge-nonce"), "1367436244");
    EXPECT_EQ(field(*exchange, "algorithm"), "md5-sess");
    EXPECT_EQ(field(*exchange, "realm"), "");

    const std::vector<Directive> theirs = directives(recorded);
    const std::vector<Directive> ours = directives(field(*exchange, "response"));
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        EXPECT_EQ(ours[i].name, theirs[i].name);
        EXPECT_EQ(ours[i].quoted, theirs[i].quoted) << ours[i].name;
        if (ours[i].name == "response")
            EXPECT_EQ(ours[i].value, "d504fed7022eeb51645c256e20923bc2");  // for our password
        else
            EXPECT_EQ(ours[i].value, theirs[i].value) << ours[i].name;
    }
    ASSERT_EQ(taken(*exchange, "final", "rspauth=58b34b04d977227fe232c2580c721791"), "");
    EXPECT_EQ(field(*exchange, "rspauth"), "58b34b04d977227fe232c2580c721791");
    EXPECT_EQ(field(*exchange, "expected-rspauth"), "3c758eda3fd11d89db9c5a3443fe0e79");
}

/// Response values computed with Python's hashlib.
TEST(DigestMd5, HashesWhatItSends) {
    struct Row {
        std::string name, challenge, user, password;
        Attributes attributes;                 // beside cnonce
        std::string value, rspauth, response;  // the response up to nonce, or behind it
    };
    const std::string realm = "realm=\"localhost\",";
    const Row rows[] = {
        {"Latin-1 goes out as UTF-8 and is hashed as ISO 8859-1",
         realm + utf8,
         "j\u00fcr",
         "geh\u00e9m",
         {},
         "9224835038f5d513e92abbee304bb757",
         "7a534e3d0975c42470915ccec71dfe83",
         "username=\"j\u00fcr\",realm=\"localhost\",nonce=\"n1\""},
        {"each by itself",
         realm + utf8,
         "j\u00fcr",
         "\u03c0",
         {},
         "7153b95c97eba9d1b7c1b00aeaa3ad5e",
         "fc1c1716c964024fdf6ad5a955a276d5",
         "username=\"j\u00fcr\",realm=\"localhost\",nonce=\"n1\""},
        {"without charset ISO 8859-1 goes out",
         realm + base,
         "j\u00fcr",
         "geh\u00e9m",
         {},
         "9224835038f5d513e92abbee304bb757",
         "7a534e3d0975c42470915ccec71dfe83",
         "username=\"j\xfcr\",realm=\"localhost\",nonce=\"n1\""},
        {"also the realm",
         "realm=\"\xe9\"," + base,
         "j\u00fcr",
         "geh\u00e9m",
         {},
         "a5b41895091f989fa3423271b22fed22",
         "d1ee57a36f10da45b857cc17628c8c11",
         "username=\"j\xfcr\",realm=\"\xe9\",nonce=\"n1\""},
        {"and a realm of our own",
         base,
         "j\u00fcr",
         "geh\u00e9m",
         {{"realm", "\u00e9"}},
         "a5b41895091f989fa3423271b22fed22",
         "d1ee57a36f10da45b857cc17628c8c11",
         "username=\"j\xfcr\",realm=\"\xe9\",nonce=\"n1\""},
        {"authzid",
         realm + utf8,
         "a",
         "secret",
         {{"authzid", "b@localhost"}},
         "758c82b16be1bfce781c2871f1bb2971",
         "eea97c294db7cff092b07508529bd6a8",
         "charset=utf-8,authzid=\"b@localhost\""},
        {"auth-int by attribute",
         realm + utf8,
         "a",
         "secret",
         {{"qop", "auth-int"}},
         "579c7b49956353f58b8f604104b55bcc",
         "ac10bacb5124549cad16e834ba47a166",
         ",qop=auth-int,"},
        {"nonce-count",
         realm + utf8,
         "a",
         "secret",
         {{"nonce-count", "00000002"}},
         "0040c9cc725049b00e8c89627d091325",
         "f12ee959a0bd47400c311064f68b5380",
         ",nc=00000002,"},
        {"escaped on the wire, not in the hash",
         "realm=\"r\\\"1\",nonce=\"n\\\"1\",algorithm=md5-sess,charset=utf-8",
         "a\"b\\c",
         "secret",
         {{"cnonce", "c\\1"}},
         "390bf4105fc47a2272c2bca52b1e1b9f",
         "670d797d8f31cae0f14a5a941e18df3f",
         "username=\"a\\\"b\\\\c\",realm=\"r\\\"1\",nonce=\"n\\\"1\",cnonce=\"c\\\\1\""},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        Attributes attributes = row.attributes;
        attributes.try_emplace("cnonce", "c1");
        const auto exchange = made("digest-md5", attributes, surroundings(row.user, row.password));
        ASSERT_EQ(taken(*exchange, "challenge", row.challenge), "");
        EXPECT_EQ(field(*exchange, "response-value"), row.value);
        EXPECT_EQ(field(*exchange, "expected-rspauth"), row.rspauth);
        const std::string response = field(*exchange, "response");
        EXPECT_NE(response.find(row.response), std::string::npos) << response;
        EXPECT_NE(response.find(",response=" + row.value), std::string::npos) << response;
        EXPECT_EQ(directives(response).empty(), false);
    }
}

TEST(DigestMd5, WritesEachDirectiveAsAttributesSay) {
    struct Row {
        std::string challenge;
        Attributes attributes;
        std::string response;  // without its value
    };
    const std::string middle = "nonce=\"n1\",cnonce=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",nc=00000001,";
    const std::string uri = "digest-uri=\"xmpp/localhost\",";
    const std::string end = "qop=auth,response=*,charset=utf-8";
    const std::string first = "username=\"user\",";
    const Row rows[] = {
        {utf8, {}, first + middle + uri + end},
        {base, {}, first + middle + uri + "qop=auth,response=*"},
        {utf8, {{"charset", ""}}, first + middle + uri + "qop=auth,response=*"},
        {base, {{"charset", "utf-8"}}, first + middle + uri + end},
        {base, {{"charset", "x"}}, first + middle + uri + "qop=auth,response=*,charset=x"},
        {utf8, {{"user", "other"}}, "username=\"other\"," + middle + uri + end},
        {utf8, {{"user", ""}}, "username=\"\"," + middle + uri + end},
        {utf8, {{"realm", "mine"}}, first + "realm=\"mine\"," + middle + uri + end},
        {"realm=\"one\"," + utf8, {}, first + "realm=\"one\"," + middle + uri + end},
        {"realm=\"\"," + utf8, {}, first + "realm=\"\"," + middle + uri + end},
        {"realm=\"one\"," + utf8, {{"realm", ""}}, first + middle + uri + end},
        {"realm=\"one\"," + utf8, {{"realm", "two"}}, first + "realm=\"two\"," + middle + uri + end},
        {"realm=\"one\",realm=\"localhost\"," + utf8,
         {},
         first + "realm=\"localhost\"," + middle + uri + end},
        {"realm=\"one\",realm=\"two\"," + utf8, {}, first + middle + uri + end},
        {utf8, {{"digest-uri", "http/other"}}, first + middle + "digest-uri=\"http/other\"," + end},
        {utf8, {{"qop", ""}}, first + middle + uri + "response=*,charset=utf-8"},
        {utf8, {{"cnonce", ""}, {"nonce-count", "x"}}, first + "nonce=\"n1\",cnonce=\"\",nc=x," + uri + end},
    };
    for (const Row& row : rows) {
        const auto exchange = made("digest-md5", row.attributes, surroundings("user", "pencil"));
        ASSERT_EQ(taken(*exchange, "challenge", row.challenge), "");
        std::string response = field(*exchange, "response");
        const std::string value = field(*exchange, "response-value");
        ASSERT_NE(response.find(value), std::string::npos) << response;
        EXPECT_EQ(response.replace(response.find(value), value.size(), "*"), row.response);
    }
}

TEST(DigestMd5, TellsTheParts) {
    const auto exchange = made("digest-md5", {{"nonce-count", "00000001"}}, surroundings("user", "pencil"));
    EXPECT_EQ(field(*exchange, "cnonce"), std::string(32, 'A'));
    EXPECT_EQ(field(*exchange, "digest-uri"), "xmpp/localhost");
    ASSERT_EQ(taken(*exchange, "challenge", "realm=\"r\"," + utf8), "");
    EXPECT_EQ(field(*exchange, "realm"), "r");
    EXPECT_EQ(field(*exchange, "qop"), "auth");
    EXPECT_EQ(field(*exchange, "challenge"), "realm=\"r\"," + utf8);
}

TEST(DigestMd5, KeepsTheOrder) {
    const auto exchange = made("digest-md5", {}, surroundings("user", "pencil"));
    for (const std::string_view name : {"response", "challenge-nonce", "realm", "qop", "algorithm",
                                        "response-value", "expected-rspauth", "challenge"})
        EXPECT_EQ(field(*exchange, name), "[the digest-challenge has not been taken yet]") << name;
    const std::string final = "rspauth=58b34b04d977227fe232c2580c721791";
    EXPECT_EQ(taken(*exchange, "final", final), "the response-auth came before any digest-challenge");
    ASSERT_EQ(taken(*exchange, "challenge", utf8), "");
    EXPECT_EQ(field(*exchange, "rspauth"), "[the response-auth has not been taken yet]");
    EXPECT_EQ(field(*exchange, "final"), "[the response-auth has not been taken yet]");
    ASSERT_EQ(taken(*exchange, "final", final), "");
    EXPECT_EQ(field(*exchange, "final"), final);
    EXPECT_NE(taken(*exchange, "challenge", "nonce=\"\""), "");
    EXPECT_EQ(field(*exchange, "final"), final) << "what was refused changes nothing";
    ASSERT_EQ(taken(*exchange, "challenge", utf8), "");
    EXPECT_EQ(field(*exchange, "rspauth"), "[the response-auth has not been taken yet]")
        << "a challenge begins anew";
    EXPECT_EQ(field(*exchange, "nonce"), "[digest-md5 has no field called nonce]");
    EXPECT_EQ(taken(*exchange, "server-first", ""), "digest-md5 takes no message called server-first");
}

TEST(DigestMd5, SaysWhatItCannotCompute) {
    const std::string charset =
        "[without charset=utf-8, user, password and realm must be in ISO 8859-1, and one is not]";
    struct Row {
        std::string challenge, user, password;
        Attributes attributes;
        std::string sentence;
    };
    const Row rows[] = {
        {base, "\u03c0", "p", {}, charset},
        {base, "u", "\u03c0", {}, charset},
        {base, "u", "p", {{"realm", "\u03c0"}}, charset},
        {utf8, "\u03c0", "p", {{"charset", ""}}, charset},
        {"nonce=\"n\",qop=\"auth-int,x\",algorithm=md5-sess",
         "u",
         "p",
         {},
         "[the server does not offer qop auth, and no other is computed]"},
    };
    for (const Row& row : rows) {
        const auto exchange = made("digest-md5", row.attributes, surroundings(row.user, row.password));
        ASSERT_EQ(taken(*exchange, "challenge", row.challenge), "");
        EXPECT_EQ(field(*exchange, "response"), row.sentence);
    }
    Surroundings around = surroundings("u", "p");
    around.random = nullptr;
    EXPECT_EQ(makeExchange("digest-md5", {}, around).error(),
              "digest-md5 needs a cnonce or a source of random numbers");
    EXPECT_TRUE(makeExchange("digest-md5", {{"cnonce", "c"}}, around));
}

TEST(DigestMd5, NamesItsSecrets) {
    const auto exchange = made("digest-md5", {{"password", "geh\u00e9m"}}, surroundings("user", "other"));
    EXPECT_TRUE(isSecret(*exchange, "geh\u00e9m", "password"));
    EXPECT_TRUE(isSecret(*exchange, "geh\xe9m", "password"));
    ASSERT_EQ(taken(*exchange, "challenge", utf8), "");
    EXPECT_EQ(exchange->secrets().size(), 2U);
    const std::string message = field(*exchange, "response");
    const std::string value = field(*exchange, "response-value");
    const std::string expected = field(*exchange, "expected-rspauth");
    EXPECT_TRUE(isSecret(*exchange, message, "DIGEST-MD5 response message"));
    EXPECT_TRUE(isSecret(*exchange, value, "DIGEST-MD5 response"));
    EXPECT_TRUE(isSecret(*exchange, value.substr(1), "DIGEST-MD5 response"));
    EXPECT_TRUE(isSecret(*exchange, expected, "DIGEST-MD5 rspauth"));
    EXPECT_TRUE(isSecret(*exchange, "rspauth=" + expected, "DIGEST-MD5 final message"));
    DigestParts parts;
    parts.username = "user";
    parts.password = "geh\xe9m";  // RFC 2831: in ISO 8859-1 where that is possible
    parts.realm = field(*exchange, "realm");
    parts.nonce = field(*exchange, "challenge-nonce");
    parts.cnonce = field(*exchange, "cnonce");
    EXPECT_TRUE(isSecret(*exchange, digestMd5PasswordHash(parts), "DIGEST-MD5 password hash"));
    EXPECT_TRUE(isSecret(*exchange, digestMd5SessionKey(parts), "DIGEST-MD5 session key"));
    const std::size_t before = exchange->secrets().size();
    field(*exchange, "response");
    EXPECT_EQ(exchange->secrets().size(), before);

    const std::string other = "58b34b04d977227fe232c2580c721791";
    ASSERT_EQ(taken(*exchange, "final", "rspauth=" + other), "");
    EXPECT_TRUE(isSecret(*exchange, other, "DIGEST-MD5 rspauth"));
    EXPECT_NE(taken(*exchange, "final", "Rspauth=\"" + other + "\""), "");
    EXPECT_TRUE(isSecret(*exchange, "Rspauth=\"" + other + "\"", "DIGEST-MD5 final message"));
}

}  // namespace
}  // namespace xmppconf::sasl
