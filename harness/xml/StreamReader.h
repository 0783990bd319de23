#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "harness/xml/StreamEvent.h"

namespace xmppconf::xml {

/// What a peer may make us hold. Beyond any of them stands Violation::TooLarge.
struct ReaderLimits {
    /// Of one element at stream level, complete or not, as received; also of a stream header with all that
    /// stands before it, and of a comment. At most 256 MiB.
    std::size_t elementOctets = 4 * 1024 * 1024;
    std::size_t depth = 256;        ///< of open elements, the root being one
    std::size_t attributes = 1024;  ///< of one element; as many namespace declarations besides
};

/// Reads an XML stream (RFC 6120 sections 4 and 11): octets in, events out. Strict and incremental; reads
/// no further than the event it returns, so that a stream may be restarted right behind any element.
/// Reader and elements belong to one thread. Never blocks, never throws, holds at most the octets fed and not
/// yet read plus one element, whose tree may take some times its octets. The work is proportional to the
/// octets and feeds, however they are cut.
class StreamReader {
  public:
    explicit StreamReader(ReaderLimits limits = {});
    ~StreamReader();
    StreamReader(StreamReader&&) noexcept;
    StreamReader& operator=(StreamReader&&) noexcept;

    /// Takes octets in pieces of any size; after a fatal violation they are discarded until `restart`.
    void feed(std::string_view octets);
    /// The next event that the octets fed so far complete.
    std::optional<StreamEvent> next();
    /// A new XML document begins here (RFC 6120 4.3.3): octets fed and not yet read belong to it, except
    /// white space in front, which is dropped even where it is fed later.
    void restart();
    /// Octets fed that no returned event has covered yet; what `restart` would read again. None after a
    /// fatal violation. Valid until the reader is used again.
    std::string_view unread() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xmppconf::xml
