#pragma once

#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// Opens connections, starts TLS on them and ends them.
class Opener {
  public:
    explicit Opener(Stage& stage) : stage_(stage) {}

    Flow connect(const vector::Action& action, const vector::Connect& connect);
    Flow startTls(const vector::Action& action, const vector::StartTls& startTls);
    Flow drop(const vector::Action& action, const vector::Drop& drop);
    /// Says goodbye on every connection that is still open, so that the server frees what it holds for it.
    void leave();

  private:
    Result<octets::TlsSettings> tlsSettings(const std::string& certificateRole) const;
    /// Until the handshake is over, one way or the other, or the deadline has come.
    void awaitHandshake(Connection& connection, octets::Instant deadline);
    Flow handshake(const vector::Action& action, Connection& connection, octets::Instant deadline);
    /// A handshake that the server lets fail is as good; what it says in the clear instead is neither.
    Flow handshakeOrFailure(const vector::Action& action, Connection& connection, octets::Instant deadline);

    Stage& stage_;
};

}  // namespace xmppconf::dialogue
