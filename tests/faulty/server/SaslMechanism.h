#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/faulty/server/Reaction.h"

namespace xmppconf::faulty {

class Server;
class Wire;

/// What the server's side of a mechanism wants next.
struct SaslStep {
    enum class Kind { Challenge, Success, Failure };
    Kind kind = Kind::Failure;
    std::optional<std::string> data;  ///< not yet Base64; nothing: none at all
    Refusal refusal = Refusal::Malformed;

    static SaslStep challenge(std::optional<std::string> data) {
        return {Kind::Challenge, std::move(data), {}};
    }
    static SaslStep success(std::optional<std::string> data = {}) {
        return {Kind::Success, std::move(data), {}};
    }
    static SaslStep failure(Refusal refusal) { return {Kind::Failure, {}, refusal}; }
};

/// What a mechanism sees of the server and its client.
struct SaslSituation {
    Server& server;
    Wire& wire;
    bool offersPlus = false;  ///< mechanisms with channel binding
};

/// The server's side of one SASL exchange.
class SaslMechanism {
  public:
    explicit SaslMechanism(const SaslSituation& situation) : situation_(situation) {}
    virtual ~SaslMechanism() = default;

    /// An auth without initial response: by default the client is asked for it.
    virtual SaslStep begin() { return SaslStep::challenge({}); }
    virtual SaslStep respond(const std::string& message) = 0;
    /// The localpart of who logged in, after success.
    const std::string& user() const { return user_; }
    const std::string& authzid() const { return authzid_; }  ///< that the client gave; empty: none

  protected:
    const SaslSituation& situation() const { return situation_; }
    /// Empty, or the user's own bare JID (RFC 6120 section 6.3.8).
    bool mayActAs(const std::string& user, const std::string& authzid);
    void setUser(std::string user) { user_ = std::move(user); }

  private:
    SaslSituation situation_;
    std::string user_, authzid_;
};

/// For the mechanisms that profiles name.
std::unique_ptr<SaslMechanism> makeMechanism(std::string_view name, const SaslSituation& situation);

}  // namespace xmppconf::faulty
