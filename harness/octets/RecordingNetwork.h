#pragma once

#include <memory>
#include <span>

#include "harness/octets/HeldClock.h"
#include "harness/octets/Network.h"
#include "harness/octets/Recording.h"

namespace xmppconf::octets {

/// Records one conversation over another network. The conversation must tell its time by `clock`, which
/// stands still between its calls and moves with each: so whatever it looks at it sees at the instant that
/// the recording has, and a replay comes to the same deadlines to the microsecond.
class RecordingNetwork final : public Network {
  public:
    /// Both must outlive this. `time` is what `network` goes by.
    RecordingNetwork(Network& network, const Clock& time);

    const Clock& clock() const { return clock_; }
    const Recording& recording() const { return recording_; }

    std::unique_ptr<Link> connect(const Endpoint& endpoint, Instant deadline) override;
    std::unique_ptr<Link> secure(std::unique_ptr<Link> below, const TlsSettings& settings,
                                 std::string_view early) override;
    /// For links of this network only, and deadlines to come.
    Woken wait(std::span<Waitable* const> all, Instant deadline) override;
    bool interrupted() const override { return network_.interrupted(); }

  private:
    class RecordedLink;

    Duration passed() const { return clock_.now() - began_; }
    void pass(Instant latest = Instant::max());

    Network& network_;
    const Clock& time_;
    HeldClock clock_;
    Instant began_;
    Recording recording_;
};

}  // namespace xmppconf::octets
