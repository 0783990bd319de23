#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/dialogue/Interpreter.h"
#include "harness/dialogue/Logins.h"
#include "harness/octets/Clock.h"
#include "harness/vector/Vector.h"

namespace xmppconf::suite {

/// The accounts of one vector's roles.
using Roles = std::map<std::string, dialogue::Account>;

/// How much of an account a vector takes up, and what may go on beside it there.
enum class Tenancy {
    Credentials,  ///< no session: any number of them
    Hidden,       ///< one session that nothing is delivered to (RFC 6121 section 8.5): a few of them
    Visible,      ///< sessions that send presence or stanzas: nobody else's, a stranger's either
    Solitary      ///< nobody else at all: so many sessions that the server's limit for an account may be met,
                  ///< or none while something is sent there
};

/// What a vector needs of the run's accounts.
struct Demand {
    std::vector<std::string> roles;         ///< each gets an account of its own
    std::vector<std::string> certificates;  ///< those of them whose account must have a certificate
    std::vector<vector::Control>
        exchanges{};  ///< mechanisms that roles log in with: accounts that do are better
    std::vector<vector::Control> controls{};  ///< those without which the vector's question means nothing
    Tenancy tenancy = Tenancy::Visible;       ///< how much of each account it takes up
    octets::Duration quietTime{};             ///< that the vector spends waiting for nothing
    Roles before{};                           ///< a repetition keeps the accounts that it had
};

/// Why a demand can never be met.
struct Unfulfilled {
    std::string reason;         ///< a sentence
    bool wantsAccount = false;  ///< one of the two that every run should have
    dialogue::Obstacle
        obstacle{};  ///< what blocks the vector; of kind None: it is skipped, for the run lacks it
};

/// The run's accounts, lent to one vector at a time where it binds a resource: those that rested longest
/// first, and none before it rested a little, since servers may still be busy with the end of its last
/// session. Accounts that the server refused are lent to nobody. Not thread-safe.
class AccountPool {
  public:
    explicit AccountPool(std::vector<dialogue::Account> accounts,
                         octets::Duration rest = std::chrono::milliseconds(10));

    /// What every account came to with every mechanism, and on which others are logged in. Outlives this.
    void know(const dialogue::Logins& logins, const std::map<std::string, std::string>& strangers);

    /// Nothing: the demand can be met.
    std::optional<Unfulfilled> impossible(const Demand& demand) const;

    /// Why nothing was lent now: `ready` is when it is worth asking again if nothing is given back before.
    struct Later {
        std::optional<octets::Instant> ready;
    };
    /// All accounts of the demand at once, or none of them. The demand must be possible.
    std::variant<Roles, Later> borrow(const Demand& demand, octets::Instant now);
    void giveBack(const Demand& demand, const Roles& roles, octets::Instant now);

    bool empty() const { return slots_.empty(); }
    std::vector<dialogue::Account> accounts() const;
    /// There are accounts, and the server refused each.
    bool allRefused() const;

  private:
    struct Slot {
        dialogue::Account account;
        std::string jid;
        int hidden = 0;            ///< sessions lent
        bool visible = false;      ///< lent
        bool solitary = false;     ///< lent
        octets::Instant rested{};  ///< no visible session before
    };
    static bool isFree(const Slot& slot, Tenancy tenancy, octets::Instant now);
    bool refused(const Slot& slot) const;
    bool fits(const Slot& slot, const Demand& demand, const std::string& role) const;
    bool logsIn(const Slot& slot, const std::vector<vector::Control>& pairs, const std::string& role) const;
    bool hasStranger(const Slot& slot) const;
    Slot* freest(const Demand& demand, const std::string& role, octets::Instant now,
                 const std::vector<Slot*>& taken);
    std::optional<Unfulfilled> tooFew(const Demand& demand) const;
    std::optional<Unfulfilled> withoutControl(const Demand& demand) const;
    std::string whatWasRefused() const;
    Later later(octets::Instant now) const;

    std::vector<Slot> slots_;
    octets::Duration rest_;
    const dialogue::Logins* logins_ = nullptr;
    std::map<std::string, std::string> strangers_;  ///< by the account's JID: theirs
};

}  // namespace xmppconf::suite
