#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <fstream>

#include "harness/sasl/Base64.h"
#include "harness/sasl/DigestResponse.h"
#include "tests/faulty/proof/FaultyServer.h"
#include "tests/secrets/Derived.h"
#include "tests/secrets/SecretsRun.h"

/// Logins with every mechanism at a server that lets clients in, and where vectors fail all the same: nothing
/// that could be known beforehand is in anything that the program writes.

namespace xmppconf::test {

namespace {

using suite::test::FaultyServer;

// As the server has it, for all users.
constexpr unsigned kServerIterations = 4096;
std::string saltOf(const std::string& user) {
    return sasl::digest(sasl::Hash::Sha256, "salt of " + user).substr(0, 16);
}

std::string passwordHash(const std::string& user, const std::string& domain, const std::string& password) {
    sasl::DigestParts parts;
    parts.username = user;
    parts.realm = domain;
    parts.password = password;
    return sasl::digestMd5PasswordHash(parts);
}

/// Each line of the private key in a PEM file, the whole of it, and the number that is the secret in it.
void addPrivateKey(const std::string& pem, LeakFinder& finder) {
    constexpr std::string_view kBegin = "-----BEGIN PRIVATE KEY-----\n";
    const auto begin = pem.find(kBegin);
    ASSERT_NE(begin, std::string::npos);
    std::istringstream lines(pem.substr(begin + kBegin.size()));
    std::string whole;
    for (std::string line; std::getline(lines, line) && !line.starts_with("-----");) {
        finder.add(line);
        whole += line;
    }
    finder.add(sasl::decodeBase64(whole).value());

    const octets::BioHandle file(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const std::unique_ptr<EVP_PKEY, octets::OpenSslDeleter<&EVP_PKEY_free>> key(
        PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr));
    BIGNUM* number = nullptr;
    ASSERT_EQ(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number), 1);
    std::string octets(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(octets.data()));
    BN_clear_free(number);
    finder.add(octets);
}

LeakFinder secretsOf(const nlohmann::json& facts) {
    LeakFinder finder;
    for (const auto& account : facts["accounts"]) {
        const std::string jid = account["jid"];
        const std::string user = jid.substr(0, jid.find('@'));
        const std::string password = account["password"];
        finder.add(password);
        finder.add('\0' + user + '\0' + password);
        finder.add(passwordHash(user, facts["domain"], password));
        for (const auto hash : {sasl::Hash::Sha1, sasl::Hash::Sha256, sasl::Hash::Sha512}) {
            const ScramSecrets made = scramSecrets(hash, password, saltOf(user), kServerIterations);
            for (const std::string& secret :
                 {made.saltedPassword, made.clientKey, made.storedKey, made.serverKey})
                finder.add(secret);
        }
    }
    addPrivateKey(contentOf(facts["accounts"][0]["certificate"]), finder);
    return finder;
}

struct Surrounding {
    const char* name;
    const char* profile;
    const char* tls;
    const char* fault;
    std::vector<std::string> passed;  ///< vectors that log in, so that something was there to be written
};

class SecretsOfLogins : public SecretsRun, public testing::WithParamInterface<Surrounding> {
  protected:
    Ended runOn(const FaultyServer& server, const nlohmann::json& accounts,
                const std::vector<std::string>& more) {
        write("accounts.json", accounts.dump());
        const std::string tls = GetParam().tls;
        const int port = server.facts()[tls == "direct" ? "direct_port" : "port"];
        std::vector<std::string> all = {"--tls", tls, "--ca", server.facts()["ca"]};
        all.insert(all.end(), more.begin(), more.end());
        return runWithAllOutputs("localhost:" + std::to_string(port), all);
    }
};

TEST_P(SecretsOfLogins, areInNoOutput) {
    const FaultyServer server({GetParam().fault}, GetParam().profile);
    const Ended ended =
        runOn(server, server.facts()["accounts"], {"--select", "sasl", "--select", "bind/generated"});
    EXPECT_EQ(ended.code, 1) << ended.all();
    for (const std::string& id : GetParam().passed)
        EXPECT_EQ(verdictOf(id), "pass") << id << ": " << reasonOf(id);
    const auto written = outputs(ended);
    EXPECT_FALSE(nlohmann::json::parse(written.at("baseline"))["accepted"].empty());
    expectFoundEverywhere(GetParam().passed.front(), written, {"JSON", "HTML", "JUnit", "CTRF", "console"});
    expectNoLeak(secretsOf(server.facts()), written);
}

INSTANTIATE_TEST_SUITE_P(
    , SecretsOfLogins,
    testing::Values(
        Surrounding{"InClear",
                    "plain",
                    "none",
                    "scram-wrong-server-signature",
                    {"sasl/plain/login", "sasl/digest-md5/login", "sasl/scram-sha-1/wrong-password"}},
        Surrounding{"StartTls",
                    "starttls",
                    "starttls",
                    "digest-md5-wrong-rspauth",
                    {"sasl/external/login", "sasl/scram-sha-1-plus/tls-exporter",
                     "sasl/scram-sha-256-plus/tls-exporter", "sasl/scram-sha-512-plus/tls-exporter"}},
        Surrounding{"DirectTls",
                    "mixed",
                    "direct",
                    "digest-md5-wrong-rspauth",
                    {"sasl/plain/login", "sasl/scram-sha-1-plus/tls-exporter"}},
        Surrounding{"Anonymous",
                    "anonymous",
                    "none",
                    "anonymous-same-jid",
                    {"sasl/anonymous/login", "sasl/anonymous/trace"}}),
    [](const auto& each) { return each.param.name; });

/// The sentences about a client's key that cannot be used quote nothing of it.
using BrokenKeys = SecretsOfLogins;

TEST_P(BrokenKeys, areNotQuoted) {
    const FaultyServer server({}, GetParam().profile);
    auto accounts = server.facts()["accounts"];
    const std::string pem = contentOf(accounts[0]["certificate"]);
    LeakFinder finder;
    addPrivateKey(pem, finder);
    const auto middle = (pem.find("BEGIN PRIVATE KEY") + pem.find("END PRIVATE KEY")) / 2;
    accounts[0]["certificate"] = write("broken.pem", pem.substr(0, middle) + pem.substr(middle + 3));
    const Ended ended = runOn(server, accounts, {"--select", "sasl/external/login"});
    EXPECT_NE(verdictOf("sasl/external/login"), "pass");
    EXPECT_NE(reasonOf("sasl/external/login").find("broken.pem"), std::string::npos)
        << reasonOf("sasl/external/login");
    expectNoLeak(finder, outputs(ended));
}

INSTANTIATE_TEST_SUITE_P(, BrokenKeys,
                         testing::Values(Surrounding{"StartTls", "starttls", "starttls", "", {}}),
                         [](const auto& each) { return each.param.name; });

}  // namespace

}  // namespace xmppconf::test
