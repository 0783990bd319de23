#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/xml/StreamReader.h"

namespace xmppconf::stream {

/// How one side of a stream is spelled in octets: where a header, an element and the end begin and end, and
/// where a new stream begins behind an old one. For either side and any content namespace.
class StreamFraming {
  public:
    virtual ~StreamFraming() = default;

    /// Takes octets in pieces of any size; never fails.
    virtual void feed(std::string_view octets) = 0;
    /// The next event that the octets complete; reads no further.
    virtual std::optional<xml::StreamEvent> next() = 0;
    /// A new stream begins right behind what has been read (RFC 6120 section 4.3.3).
    virtual void restart() = 0;
    /// Octets that no event has covered yet. Valid until the framing is used again.
    virtual std::string_view unread() const = 0;
    /// What ends the stream that this header began; of a stream without header, what ends one as the
    /// specification spells it.
    virtual std::string closing(const xml::Element* header) const = 0;
};

/// One XML document each way, as over TCP (RFC 6120 section 4).
std::unique_ptr<StreamFraming> documentFraming(xml::ReaderLimits limits);

}  // namespace xmppconf::stream
