#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/stream/Stream.h"

namespace xmppconf::tests {

/// Plays lines on a stream and writes down what came of each. A line is "C: OCTETS" or "S: OCTETS" (said by
/// the initiator or the receiver, and read as far as it goes), "c: …" or "s: …" (said, and not read yet),
/// "read" (what the receiver said), or "restart", "ahead", "tls", "notify", "fin".
class StreamScript {
  public:
    explicit StreamScript(stream::Terms terms = {}) : stream(terms) {}

    /// One line for each thing that was read: "S header", "S features", "S iq own-account", "S closed", …
    std::string play(const std::vector<std::string_view>& lines);

    stream::Stream stream;

  private:
    void line(std::string_view line);
    void read(stream::Side side);

    std::string seen_;
    octets::Instant now_{};
};

inline constexpr std::string_view kOpens =
    "<stream:stream to='h' version='1.0' xmlns='jabber:client' "
    "xmlns:stream='http://etherx.jabber.org/streams'>";
/// A server's header with this id.
std::string header(std::string_view id);
/// What logs in, up to the second stream.
void logIn(StreamScript& script);
void bind(StreamScript& script);

}  // namespace xmppconf::tests
