#include "harness/sasl/Scram.h"

#include <charconv>
#include <limits>
#include <utility>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Fields.h"
#include "harness/sasl/SaltedPasswordCache.h"

namespace xmppconf::sasl {

namespace {

/// Longer than any server-final-message with a signature; what a hostile server adds is not worth masking.
constexpr std::size_t longestMaskedMessage = 4096;

std::string exclusiveOr(std::string left, std::string_view right) {
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<char>(left[i] ^ right[i]);
    return left;
}

/// A count too large for the type becomes the largest, which is beyond what is computed anyway.
unsigned countOf(const std::string& digits) {
    unsigned count = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return read.ec == std::errc() ? count : std::numeric_limits<unsigned>::max();
}

}  // namespace

Scram::Scram(ScramClient client) : client_(std::move(client)) {
    secrets_.addPassword(client_.givenPassword);
    secrets_.addPassword(client_.password);
}

Result<std::string> Scram::get(std::string_view field) {
    static constexpr Field<Scram> fields[] = {
        {"client-first", &Scram::clientFirst},
        {"client-first-bare", &Scram::clientFirstBare},
        {"gs2-header", &Scram::gs2Header},
        {"client-nonce", &Scram::clientNonce},
        {"nonce", &Scram::nonce},
        {"server-nonce", &Scram::serverNonce},
        {"salt", &Scram::salt},
        {"iterations", &Scram::iterations},
        {"channel-binding-data", &Scram::channelBindingData},
        {"client-final", &Scram::clientFinal},
        {"client-final-without-proof", &Scram::clientFinalWithoutProof},
        {"client-proof", &Scram::clientProof},
        {"server-signature", &Scram::serverSignature},
        {"expected-server-signature", &Scram::expectedServerSignature},
        {"server-error", &Scram::serverError},
        {"server-first", &Scram::serverFirst},
        {"server-final", &Scram::serverFinal},
    };
    return valueOf<Scram>(*this, "scram", fields, field);
}

Result<void> Scram::take(std::string_view field, std::string_view message) {
    if (field == "server-first") {
        Result<ServerFirst> parsed = parseServerFirst(message, client_.nonce);
        if (!parsed) return Failure{parsed.error()};
        serverFirst_ = std::move(parsed).value();
        serverFirstText_ = message;
        serverFinal_.reset();
        return {};
    }
    if (field != "server-final") return takesNothing("scram", field);
    // Also when its form is wrong: what follows v= may be the signature all the same.
    if (message.starts_with("v=") && message.size() <= longestMaskedMessage)
        secrets_.add(message, "SCRAM server-final message");
    if (!serverFirst_) return Failure{"the server-final-message came before any server-first-message"};
    Result<ServerFinal> parsed = parseServerFinal(message);
    if (!parsed) return Failure{parsed.error()};
    serverFinal_ = std::move(parsed).value();
    serverFinalText_ = message;
    secrets_.addProof(serverFinal_->signature, "SCRAM server signature");
    return {};
}

Result<std::string> Scram::clientFirst() { return client_.gs2Header + clientFirstBare().value(); }

Result<std::string> Scram::clientFirstBare() {
    std::string bare = "n=" + client_.user + ",r=" + client_.nonce;
    if (!client_.extensions.empty()) bare += "," + client_.extensions;
    return bare;
}

Result<std::string> Scram::gs2Header() { return client_.gs2Header; }
Result<std::string> Scram::clientNonce() { return client_.nonce; }
Result<std::string> Scram::channelBindingData() { return client_.gs2Header + client_.bindingData; }

Result<std::string> Scram::ofServerFirst(std::string ServerFirst::*member) const {
    if (!serverFirst_) return Failure{"the server-first-message has not been taken yet"};
    return (*serverFirst_).*member;
}

Result<std::string> Scram::nonce() { return ofServerFirst(&ServerFirst::nonce); }
Result<std::string> Scram::serverNonce() { return ofServerFirst(&ServerFirst::serverNonce); }
Result<std::string> Scram::salt() { return ofServerFirst(&ServerFirst::salt); }
Result<std::string> Scram::iterations() { return ofServerFirst(&ServerFirst::iterations); }

Result<std::string> Scram::serverFirst() {
    if (!serverFirst_) return Failure{"the server-first-message has not been taken yet"};
    return serverFirstText_;
}

Result<std::string> Scram::serverFinal() {
    if (!serverFinal_) return Failure{"the server-final-message has not been taken yet"};
    return serverFinalText_;
}

Result<std::string> Scram::serverSignature() {
    if (!serverFinal_) return Failure{"the server-final-message has not been taken yet"};
    if (!serverFinal_->error.empty()) return Failure{"the server sent an error instead of its signature"};
    return serverFinal_->signature;
}

Result<std::string> Scram::serverError() {
    if (!serverFinal_) return Failure{"the server-final-message has not been taken yet"};
    if (serverFinal_->error.empty()) return Failure{"the server sent its signature and no error"};
    return serverFinal_->error;
}

Result<std::string> Scram::clientFinalWithoutProof() {
    if (!serverFirst_) return Failure{"the server-first-message has not been taken yet"};
    std::string message = "c=" + encodeBase64(client_.gs2Header + client_.bindingData) + ",r=" + finalNonce();
    if (!client_.finalExtensions.empty()) message += "," + client_.finalExtensions;
    return message;
}

std::string Scram::finalNonce() const {
    switch (client_.finalNonce) {
        case FinalNonce::Changed:
            return serverFirst_->nonce + "x";
        case FinalNonce::Client:
            return client_.nonce;
        case FinalNonce::OfBoth:
            break;
    }
    return serverFirst_->nonce;
}

/// RFC 5802 section 3, the overview's formulas.
Result<Scram::Numbers> Scram::compute() {
    const Result<std::string> withoutProof = clientFinalWithoutProof();
    if (!withoutProof) return Failure{withoutProof.error()};
    const Result<std::string> salted =
        SaltedPasswordCache::shared().saltedPassword(client_.hash, client_.password, serverFirst_->salt,
                                                     countOf(serverFirst_->iterations), client_.interrupted);
    if (!salted) return Failure{salted.error()};

    const std::string authMessage =
        clientFirstBare().value() + "," + serverFirstText_ + "," + withoutProof.value();
    const std::string clientKey = hmac(client_.hash, salted.value(), "Client Key");
    const std::string storedKey = digest(client_.hash, clientKey);
    const std::string clientSignature = hmac(client_.hash, storedKey, authMessage);
    const std::string serverKey = hmac(client_.hash, salted.value(), "Server Key");
    Numbers numbers{exclusiveOr(clientKey, clientSignature), hmac(client_.hash, serverKey, authMessage)};

    secrets_.add(salted.value(), "SCRAM salted password");
    // A server has these, or makes them, and can say them.
    secrets_.add(clientKey, "SCRAM client key");
    secrets_.add(storedKey, "SCRAM stored key");
    secrets_.add(serverKey, "SCRAM server key");
    secrets_.add(clientSignature, "SCRAM client signature");
    secrets_.addProof(numbers.clientProof, "SCRAM client proof");
    secrets_.add(withoutProof.value() + ",p=" + encodeBase64(numbers.clientProof),
                 "SCRAM client-final message");
    // What the server will answer is known already, and must be masked also where no vector takes it.
    secrets_.addProof(numbers.serverSignature, "SCRAM server signature");
    secrets_.add("v=" + encodeBase64(numbers.serverSignature), "SCRAM server-final message");
    return numbers;
}

Result<std::string> Scram::clientProof() {
    Result<Numbers> numbers = compute();
    if (!numbers) return Failure{numbers.error()};
    return std::move(numbers).value().clientProof;
}

Result<std::string> Scram::expectedServerSignature() {
    Result<Numbers> numbers = compute();
    if (!numbers) return Failure{numbers.error()};
    return std::move(numbers).value().serverSignature;
}

Result<std::string> Scram::clientFinal() {
    const Result<std::string> proof = clientProof();
    if (!proof) return proof;
    return clientFinalWithoutProof().value() + ",p=" + encodeBase64(proof.value());
}

Result<std::unique_ptr<Exchange>> makeScram(const Attributes& attributes, const Surroundings& surroundings) {
    Result<ScramClient> client = scramClient(attributes, surroundings);
    if (!client) return Failure{client.error()};
    return std::unique_ptr<Exchange>(std::make_unique<Scram>(std::move(client).value()));
}

}  // namespace xmppconf::sasl
