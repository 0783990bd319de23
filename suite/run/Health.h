#pragma once

#include <atomic>
#include <string>

#include "harness/vector/Vector.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Conversation.h"

namespace xmppconf::suite {

/// Whether the target still serves. `greeting` needs no account; `login` is the deepest step of the login
/// that worked when the run began.
class Health {
  public:
    /// All but the pause are used by reference and must outlive this.
    Health(const vector::Vector& greeting, const vector::Vector& login, AccountPool& pool,
           const octets::Clock& clock, Pause pause);

    /// Why the target no longer answers a stream header, or nothing. Two attempts, and more where it says
    /// that the fault is its own, for other conversations go on beside it. From any thread.
    std::string noGreeting(Converse& converse) const;
    /// Why the target no longer takes a login, or nothing: two attempts that end alike. Uses the pool: one
    /// thread only.
    std::string noLogin(Converse& converse);
    /// Waits until a login works again; false at the end of that time or when the run was interrupted.
    bool recovers(Converse& converse, octets::Duration within);

    /// One login.
    dialogue::Outcome login(Converse& converse);

    /// Borrows, after a moment for the server to settle, and waiting as long as accounts rest. Nothing when
    /// the run was interrupted meanwhile.
    std::optional<Roles> borrow(const Demand& demand);

  private:
    /// Why none of several attempts was served; empty: one was, or the run was interrupted. `mostFaltered`:
    /// of those that end with a fault of the server's own.
    template <class Attempt>
    std::string whyNot(Attempt attempt, int mostFaltered) const;

    const vector::Vector& greeting_;
    const vector::Vector& login_;
    AccountPool& pool_;
    const octets::Clock& clock_;
    Pause pause_;
    mutable std::atomic<int> conversations_ = 0;  ///< each has random values of its own
};

/// Why the conversation of such a vector came to nothing: the connection's own last word where it failed,
/// else the outcome's reason.
std::string whatWentWrong(const dialogue::Outcome& outcome);

/// The server did what the vector itself asked for, whatever invariants it broke on the way and however it
/// took leave.
bool serves(const dialogue::Outcome& outcome);

}  // namespace xmppconf::suite
