#pragma once

#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// Sends what vectors say, cut as they say.
class Sender {
  public:
    explicit Sender(Stage& stage) : stage_(stage) {}

    Flow send(const vector::Action& action, const vector::Send& send);

  private:
    Result<void> write(Connection& connection, const vector::Send& send, std::string& pending);
    /// Waits until all octets have left, so that the next write is one of its own.
    void flush(Connection& connection);
    void pause(octets::Duration duration);

    Stage& stage_;
};

}  // namespace xmppconf::dialogue
