#include "harness/octets/TcpDialler.h"

#include <Poco/Exception.h>
#include <fmt/format.h>
#include <poll.h>

#include <utility>

#include "harness/octets/SocketError.h"

namespace xmppconf::octets {

TcpDialler::TcpDialler(const Endpoint& endpoint, std::shared_ptr<HostLookup> lookup, const Clock& clock,
                       Instant deadline)
    : endpoint_(endpoint), lookup_(std::move(lookup)), clock_(clock), deadline_(deadline) {}

TcpDialler::State TcpDialler::proceed() {
    if (!connector_) {
        if (!lookup_->done()) {
            if (clock_.now() < deadline_) return State::Trying;
            return fail(fmt::format("cannot find the address of {}: no answer in time", endpoint_.host));
        }
        const auto found = lookup_->addresses();
        if (!found) return fail(found.error());
        connector_.emplace(endpoint_, found.value(), clock_, deadline_);
    }
    const State state = connector_->proceed();
    if (state == State::Failed) return fail(connector_->failure());
    if (state == State::Trying) return state;
    try {
        socket_ = std::make_unique<TcpSocket>(connector_->socket());
    } catch (const Poco::Exception& exception) {
        return fail(fmt::format("cannot connect to {}: {}", endpoint_.host, socketError(exception)));
    }
    lookup_->prefer(connector_->address());
    return state;
}

Waitable::Interest TcpDialler::interest() const {
    if (connector_) return {connector_->fd(), POLLOUT, connector_->patience()};
    return {lookup_->fd(), POLLIN, deadline_};
}

TcpDialler::State TcpDialler::fail(std::string why) {
    failure_ = std::move(why);
    return State::Failed;
}

}  // namespace xmppconf::octets
