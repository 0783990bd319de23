#pragma once

#include <string>

#include "harness/xml/Element.h"
#include "tests/faulty/server/Jid.h"

namespace xmppconf::faulty {

class Stream;

/// Resource binding (RFC 6120 section 7), one stream's.
class Binding {
  public:
    explicit Binding(Stream& stream) : stream_(stream) {}

    /// An iq with a <bind/>, of whatever type.
    static bool isRequest(const xml::Element& element);
    void handle(const xml::Element& request);

  private:
    void bind(const xml::Element& request, std::string resource);
    std::string makeResource();

    Stream& stream_;
    int refused_ = 0;  ///< resources
};

}  // namespace xmppconf::faulty
