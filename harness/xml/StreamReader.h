#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "harness/xml/StreamEvent.h"

namespace xmppconf::xml {

struct ReaderLimits {
    std::size_t elementOctets = 4 * 1024 * 1024;  ///< of one element at stream level, as received
    std::size_t depth = 256;
    std::size_t attributes = 1024;                ///< of one element
};

/// Reads an XML stream (RFC 6120 sections 4 and 11): octets in, events out. Strict and incremental; reads
/// no further than the event it returns, so that a stream may be restarted right behind any element.
/// Never blocks, never throws, holds at most the octets fed and not yet read plus one element.
class StreamReader {
  public:
    explicit StreamReader(ReaderLimits limits = {});
    ~StreamReader();
    StreamReader(StreamReader&&) noexcept;
    StreamReader& operator=(StreamReader&&) noexcept;

    void feed(std::string_view octets);
    /// The next event that the octets fed so far complete.
    std::optional<StreamEvent> next();
    /// A new XML document begins here (RFC 6120 4.3.3): octets fed and not yet read belong to it, except
    /// white space in front.
    void restart();
    /// Octets fed that no returned event has covered yet; what `restart` would read again.
    std::string_view unread() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xmppconf::xml
