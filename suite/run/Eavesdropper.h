#pragma once

#include <span>

#include "harness/dialogue/Observer.h"
#include "suite/run/ListenerQueue.h"

namespace xmppconf::suite {

/// Passes on what happens in one attempt at a vector, without its secrets.
class Eavesdropper final : public dialogue::Observer {
  public:
    /// All must outlive this. `passwords`: masked beside what the conversation itself knows as secret.
    Eavesdropper(const vector::Vector& vector, int attempt, std::span<const sasl::Secret> passwords,
                 ListenerQueue& queue)
        : vector_(vector), attempt_(attempt), passwords_(passwords), queue_(queue) {}

    void actionStarted(const vector::Action& action, std::span<const vector::Place> uses,
                       octets::Duration at) override;
    void checked(const judge::Check& check, const std::vector<sasl::Secret>& secrets,
                 octets::Duration at) override;

  private:
    const vector::Vector& vector_;
    int attempt_;
    std::span<const sasl::Secret> passwords_;
    ListenerQueue& queue_;
};

}  // namespace xmppconf::suite
