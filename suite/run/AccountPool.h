#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/dialogue/Interpreter.h"
#include "harness/octets/Clock.h"

namespace xmppconf::suite {

/// The accounts of one vector's roles.
using Roles = std::map<std::string, dialogue::Account>;

/// What a vector needs of the run's accounts.
struct Demand {
    std::vector<std::string> roles;         ///< each gets an account of its own
    std::vector<std::string> certificates;  ///< those of them whose account must have a certificate
};

/// The run's accounts, lent to one vector at a time: those that rested longest first, and none before it
/// rested a little, since servers may still be busy with the end of its last session. Not thread-safe.
class AccountPool {
  public:
    explicit AccountPool(std::vector<dialogue::Account> accounts,
                         octets::Duration rest = std::chrono::milliseconds(20));

    /// Why the demand can never be met, as a sentence; empty: it can.
    std::string impossible(const Demand& demand) const;

    /// Why nothing was lent now: `ready` is when it is worth asking again if nothing is given back before.
    struct Later {
        std::optional<octets::Instant> ready;
    };
    /// All accounts of the demand at once, or none of them. The demand must be possible.
    std::variant<Roles, Later> borrow(const Demand& demand, octets::Instant now);
    void giveBack(const Roles& roles, octets::Instant now);

    bool empty() const { return slots_.empty(); }

  private:
    struct Slot {
        dialogue::Account account;
        bool lent = false;
        octets::Instant rested{};  ///< not lent again before
    };
    Slot* freest(bool withCertificate, octets::Instant now, const std::vector<Slot*>& taken);
    Later later(octets::Instant now) const;

    std::vector<Slot> slots_;
    octets::Duration rest_;
};

}  // namespace xmppconf::suite
