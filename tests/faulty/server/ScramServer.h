#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "harness/sasl/Digest.h"
#include "tests/faulty/server/SaslMechanism.h"

namespace xmppconf::faulty {

/// SCRAM and its -PLUS form (RFC 5802, RFC 7677) with any hash.
class ScramServer final : public SaslMechanism {
  public:
    ScramServer(const SaslSituation& situation, sasl::Hash hash, bool plus);
    SaslStep respond(const std::string& message) override;

  private:
    enum class State { First, Final, Last, Refused };

    SaslStep onFirst(const std::string& message);
    SaslStep onFinal(const std::string& message);
    std::optional<Refusal> readHeader(const std::string& header);
    std::optional<Refusal> readFirstBare(const std::string& bare);
    std::string makeServerFirst();
    /// Where the profile has it so, the server's final message says why before the failure does.
    SaslStep refuse(Refusal refusal, std::string_view error);
    bool bindingFits(const std::string& given) const;
    std::optional<std::string> boundData() const;
    bool refusesTypeLate() const;

    sasl::Hash hash_;
    bool plus_;
    State state_ = State::First;
    std::string header_, bindingName_, authzid_, name_, typedName_, clientNonce_, nonce_, salt_, bare_,
        serverFirst_;
    std::string signature_;
    Refusal refusal_ = Refusal::Malformed;  ///< that is still to be said
};

}  // namespace xmppconf::faulty
