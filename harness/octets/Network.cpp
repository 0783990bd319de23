#include "harness/octets/Network.h"

#include <utility>

#include "harness/octets/TlsLink.h"

namespace xmppconf::octets {

std::unique_ptr<Link> Network::secure(std::unique_ptr<Link> below, const TlsSettings& settings,
                                      std::string_view early) {
    return std::make_unique<TlsLink>(std::move(below), settings, early);
}

}  // namespace xmppconf::octets
