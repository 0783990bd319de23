#include "harness/sasl/ScramClient.h"

#include <fmt/format.h>

#include <utility>

#include "harness/sasl/Fields.h"
#include "harness/sasl/SaslPrep.h"
#include "harness/sasl/ScramMessages.h"

namespace xmppconf::sasl {

namespace {

constexpr std::size_t nonceLength = 24;  // characters of [A-Za-z0-9]: 142 bits

std::optional<Hash> hashNamed(std::string_view name) {
    for (const Hash hash : {Hash::Sha1, Hash::Sha256, Hash::Sha512})
        if (nameOf(hash) == name) return hash;
    return std::nullopt;
}

std::optional<FinalNonce> finalNonceNamed(std::string_view name) {
    if (name.empty()) return FinalNonce::OfBoth;
    if (name == "changed") return FinalNonce::Changed;
    if (name == "client") return FinalNonce::Client;
    return std::nullopt;
}

std::optional<std::string> bindingOf(const Surroundings& surroundings, octets::ChannelBinding binding) {
    return surroundings.channelBinding ? surroundings.channelBinding(binding) : std::nullopt;
}

/// The octets of the channel, by `binding-data`, else `binding`, else what `gs2` announces.
Result<std::string> bindingData(const Attributes& attributes, const Surroundings& surroundings) {
    const std::optional<std::string> binding = given(attributes, "binding");
    if (binding && !octets::channelBindingNamed(*binding))
        return Failure{
            fmt::format("the attribute binding cannot be \"{}\"; it is one of tls-unique, "
                        "tls-server-end-point, tls-exporter",
                        *binding)};
    if (std::optional<std::string> data = given(attributes, "binding-data")) return *std::move(data);
    if (binding) {
        std::optional<std::string> data = bindingOf(surroundings, *octets::channelBindingNamed(*binding));
        if (!data)
            return Failure{fmt::format("the connection has no channel binding data of type {}", *binding)};
        return *std::move(data);
    }
    const std::string flag = givenOr(attributes, "gs2", "");
    if (!flag.starts_with("p=")) return std::string();
    const auto announced = octets::channelBindingNamed(std::string_view(flag).substr(2));
    return announced ? bindingOf(surroundings, *announced).value_or("") : std::string();
}

std::string gs2Header(const Attributes& attributes) {
    const std::optional<std::string> binding = given(attributes, "binding");
    const std::string flag = givenOr(attributes, "gs2", binding ? "p=" + *binding : "n");
    const std::string authzid = givenOr(attributes, "authzid", "");
    return flag + "," + (authzid.empty() ? "" : "a=" + scramName(authzid)) + ",";
}

}  // namespace

Result<ScramClient> scramClient(const Attributes& attributes, const Surroundings& surroundings) {
    ScramClient client;
    const std::string hashName = givenOr(attributes, "hash", "");
    const std::optional<Hash> hash = hashNamed(hashName);
    if (!hash)
        return Failure{fmt::format(
            "the attribute hash cannot be \"{}\"; it is one of SHA-1, SHA-256, SHA-512", hashName)};
    if (!available(*hash))
        return Failure{fmt::format("this installation of OpenSSL cannot compute {}", hashName)};
    client.hash = *hash;

    Result<std::string> data = bindingData(attributes, surroundings);
    if (!data) return Failure{data.error()};
    client.bindingData = std::move(data).value();
    client.gs2Header = gs2Header(attributes);

    const std::string user = givenOr(attributes, "user", surroundings.credentials.user);
    const Result<std::string> preparedUser = saslPrep(user, Unassigned::Allowed);
    if (!preparedUser) return Failure{"the user name cannot be prepared: " + preparedUser.error()};
    if (preparedUser.value().empty() && !user.empty())
        return Failure{"the user name cannot be prepared: SASLprep leaves nothing of it"};
    client.user = given(attributes, "written-user").value_or(scramName(preparedUser.value()));

    client.givenPassword = givenOr(attributes, "password", surroundings.credentials.password);
    Result<std::string> preparedPassword = saslPrep(client.givenPassword, Unassigned::Refused);
    if (!preparedPassword) return Failure{"the password cannot be prepared: " + preparedPassword.error()};
    client.password = std::move(preparedPassword).value();

    if (std::optional<std::string> nonce = given(attributes, "nonce"))
        client.nonce = *std::move(nonce);
    else if (surroundings.random != nullptr)
        client.nonce = surroundings.random->token(nonceLength);
    else
        return Failure{"scram needs a nonce or a source of random numbers"};
    client.extensions = givenOr(attributes, "extensions", "");
    client.finalExtensions = givenOr(attributes, "final-extensions", "");

    const std::string finalNonce = givenOr(attributes, "final-nonce", "");
    const std::optional<FinalNonce> known = finalNonceNamed(finalNonce);
    if (!known)
        return Failure{fmt::format("the attribute final-nonce cannot be \"{}\"; it is one of changed, client",
                                   finalNonce)};
    client.finalNonce = *known;
    client.interrupted = surroundings.interrupted;
    return client;
}

}  // namespace xmppconf::sasl
