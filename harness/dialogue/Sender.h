#pragma once

#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// Sends what vectors say, cut as they say.
class Sender {
  public:
    explicit Sender(Stage& stage) : stage_(stage) {}

    Flow send(const vector::Action& action, const vector::Send& send);

  private:
    Flow write(const vector::Action& action, Connection& connection, const vector::Send& send,
               std::string& pending);
    /// Waits until all octets have left, so that the next write is one of its own.
    Flow flush(Connection& connection);
    void pause(octets::Duration duration);

    Stage& stage_;
};

}  // namespace xmppconf::dialogue
