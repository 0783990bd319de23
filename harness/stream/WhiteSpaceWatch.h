#pragma once

#include <string_view>

#include "harness/xml/StreamEvent.h"

namespace xmppconf::stream {

/// Sees white space before the elements of one side (RFC 6120 sections 5.3.3 and 6.3.5). Right behind a
/// comment or the like, which is a breach already, it does not count: it may be text of an element.
class WhiteSpaceWatch {
  public:
    /// These octets are what comes next, and all before them has been read.
    void next(std::string_view octets);
    void read(xml::StreamEvent::Kind event);
    /// The other side speaks: what came before is no more asked about.
    void otherSpeaks() { seen_ = pending_ = false; }
    bool seen() const { return seen_; }

  private:
    bool seen_ = false;
    bool pending_ = false;  ///< it came, and no element after it yet
    bool behindViolation_ = false;
};

}  // namespace xmppconf::stream
