#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "harness/octets/HeldClock.h"
#include "harness/octets/Network.h"
#include "harness/octets/Recording.h"

namespace xmppconf::octets {

/// Gives a recorded conversation again, in its own time: what came comes when that time has come, and what
/// the conversation does takes it to when it did so then. It needs no socket and waits for nothing.
class ReplayNetwork final : public Network {
  public:
    /// The recording must outlive this.
    explicit ReplayNetwork(const Recording& recording);

    const Clock& clock() const { return clock_; }
    /// Where the conversation first did something else than the recorded one, as a sentence without its
    /// octets; of one that is over, also where it did less. Empty: nowhere.
    std::string difference() const;

    std::unique_ptr<Link> connect(const Endpoint& endpoint, Instant deadline) override;
    std::unique_ptr<Link> secure(std::unique_ptr<Link> below, const TlsSettings& settings,
                                 std::string_view early) override;
    Woken wait(std::span<Waitable* const> all, Instant deadline) override;
    bool interrupted() const override { return false; }

  private:
    class ReplayedLink;

    Instant at(Duration passed) const { return began_ + passed; }
    void call(std::size_t connection, Recording::Call::Kind kind, std::string_view octets);
    void differ(std::string sentence);

    const Recording& recording_;
    HeldClock clock_;
    Instant began_;
    std::vector<std::size_t> calls_;  ///< for each connection asked for so far, how many were made
    std::string difference_;
};

}  // namespace xmppconf::octets
