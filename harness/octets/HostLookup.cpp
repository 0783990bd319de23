#include "harness/octets/HostLookup.h"

#include <Poco/Net/DNS.h>
#include <Poco/Net/NetException.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "harness/octets/SocketError.h"

namespace xmppconf::octets {

namespace {

using Addresses = std::vector<Poco::Net::IPAddress>;

Failure unknownHost(const std::string& host, const std::string& why) {
    return Failure{fmt::format("cannot find the address of {}: {}", host, why)};
}

// Not Poco::Net::DNS::hostByName: it sorts the addresses and loses the order of RFC 6724.
Result<Addresses> resolve(const std::string& host) {
    std::string name = host;
    try {
        if (Poco::Net::DNS::isIDN(name)) name = Poco::Net::DNS::encodeIDN(name);
    } catch (const Poco::Exception&) {
        return unknownHost(host, "it is not a domain name");
    }
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    const int error = ::getaddrinfo(name.c_str(), nullptr, &hints, &raw);
    if (error == EAI_SYSTEM) return unknownHost(host, socketError(errno));
    if (error != 0) return unknownHost(host, ::gai_strerror(error));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(raw, &::freeaddrinfo);

    Addresses addresses;
    for (const addrinfo* each = list.get(); each != nullptr; each = each->ai_next) {
        if (each->ai_family != AF_INET && each->ai_family != AF_INET6) continue;
        const Poco::Net::IPAddress address(*each->ai_addr);
        if (std::find(addresses.begin(), addresses.end(), address) == addresses.end())
            addresses.push_back(address);
    }
    if (addresses.empty()) return unknownHost(host, "it has no address");
    return addresses;
}

}  // namespace

std::shared_ptr<HostLookup> HostLookup::of(const std::string& host) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<HostLookup>> lookups;

    const std::lock_guard lock(mutex);
    std::shared_ptr<HostLookup>& lookup = lookups[host];
    // A failure may pass; what was found stays for the run.
    if (!lookup || (lookup->done() && !lookup->found_)) {
        lookup = std::shared_ptr<HostLookup>(new HostLookup);
        begin(lookup, host);
    }
    return lookup;
}

void HostLookup::begin(const std::shared_ptr<HostLookup>& lookup, const std::string& host) {
    if (Poco::Net::IPAddress address; Poco::Net::IPAddress::tryParse(host, address)) {
        return lookup->finish(Addresses{address});
    }
    try {
        // Detached: the resolver cannot be told to stop, and must not hold up the end of the run.
        std::thread([lookup, host] { lookup->finish(resolve(host)); }).detach();
    } catch (const std::system_error& error) {
        lookup->finish(unknownHost(host, socketError(error.code().value())));
    }
}

void HostLookup::finish(Found found) {
    found_ = std::move(found);
    done_.raise();
}

HostLookup::Found HostLookup::addresses() const {
    if (!done()) return Failure{"the lookup goes on"};
    Found ordered = found_;
    if (ordered) {
        Addresses& list = ordered.value();
        const auto preferred = list.begin() + static_cast<std::ptrdiff_t>(preferred_.load());
        std::rotate(list.begin(), preferred, preferred + 1);
    }
    return ordered;
}

void HostLookup::prefer(const Poco::Net::IPAddress& address) {
    if (!done() || !found_) return;
    const Addresses& list = found_.value();
    const auto place = std::find(list.begin(), list.end(), address);
    if (place != list.end()) preferred_ = static_cast<std::size_t>(place - list.begin());
}

}  // namespace xmppconf::octets
