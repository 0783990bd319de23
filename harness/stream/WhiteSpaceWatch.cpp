#include "harness/stream/WhiteSpaceWatch.h"

#include <utility>

namespace xmppconf::stream {

using Kind = xml::StreamEvent::Kind;

void WhiteSpaceWatch::next(std::string_view octets) {
    if (behindViolation_ || octets.empty()) return;
    pending_ |= std::string_view(" \t\r\n").find(octets.front()) != std::string_view::npos;
}

void WhiteSpaceWatch::read(Kind event) {
    if (event == Kind::Element) seen_ |= std::exchange(pending_, false);
    behindViolation_ = event == Kind::Violation;
}

}  // namespace xmppconf::stream
