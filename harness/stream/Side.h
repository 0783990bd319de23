#pragma once

namespace xmppconf::stream {

/// Who speaks on a stream (RFC 6120 section 4.1): the entity that opened it, or the one that answers.
enum class Side { Initiator, Receiver };

constexpr Side other(Side side) { return side == Side::Initiator ? Side::Receiver : Side::Initiator; }

}  // namespace xmppconf::stream
