#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/octets/Random.h"
#include "harness/octets/TlsFacts.h"

namespace xmppconf::sasl {

/// A text that must not leave the process, and what to show in its place ("SCRAM proof").
struct Secret {
    std::string octets;
    std::string label;
};

/// Whom an exchange speaks for. `password` is as given; the mechanism prepares it.
struct Credentials {
    std::string user;  ///< localpart of the JID
    std::string domain;
    std::string password;
};

/// What an exchange may use besides its attributes.
struct Surroundings {
    Credentials credentials;
    octets::Random* random = nullptr;  ///< not owned; outlives the exchange's making, not used later
    /// The channel binding data of the connection it runs on; nothing where there is none.
    std::function<std::optional<std::string>(octets::ChannelBinding)> channelBinding;
    std::function<bool()> interrupted;  ///< ends a long computation early; may be empty
};

/// One SASL conversation of a vector as a set of named fields: messages of the client that are computed
/// when asked for, messages of the server that are taken, parsed and checked for form. What the server's
/// numbers ought to be is a field too, so that vectors compare instead of trusting.
/// Not thread-safe; one per vector run.
class Exchange {
  public:
    virtual ~Exchange() = default;
    /// The value of a field, or why it cannot be told (yet).
    virtual Result<std::string> get(std::string_view field) = 0;
    /// Takes a message of the server, already decoded from Base64; the sentence says what is wrong with its
    /// form.
    virtual Result<void> take(std::string_view field, std::string_view message) = 0;
    /// Everything of this exchange so far that reveals the password; grows as fields are computed.
    virtual const std::vector<Secret>& secrets() const = 0;
};

/// What a vector may write about a mechanism: the loader checks against it, `--explain` and the manual
/// print it.
struct MechanismForm {
    std::string_view action;                       ///< the element's name in a vector: "scram"
    std::span<const std::string_view> attributes;  ///< beside name and account
    std::span<const std::string_view> required;    ///< those of them that must stand
    std::span<const std::string_view> gives;       ///< fields for ${…} and assert
    std::span<const std::string_view> takes;       ///< fields for ?{…}
};

std::span<const MechanismForm> mechanismForms();
const MechanismForm* mechanismForm(std::string_view action);

using Attributes = std::map<std::string, std::string, std::less<>>;

/// A new exchange of the given action; the sentence names the attribute whose value is impossible.
Result<std::unique_ptr<Exchange>> makeExchange(std::string_view action, const Attributes& attributes,
                                               const Surroundings& surroundings);

}  // namespace xmppconf::sasl
