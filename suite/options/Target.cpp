#include "suite/options/Target.h"

#include <Poco/Net/IPAddress.h>
#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace xmppconf::suite {
namespace {

bool isIpv6(std::string_view host) {
    Poco::Net::IPAddress address;
    const std::string withoutZone(host.substr(0, host.find('%')));
    return Poco::Net::IPAddress::tryParse(withoutZone, address) &&
           address.family() == Poco::Net::IPAddress::IPv6;
}

bool isUnprintable(char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet <= 0x20 || octet == 0x7F;
}

Result<Target> checkedHost(std::string_view host, std::string_view text) {
    if (host.empty()) return Failure{fmt::format("the target '{}' names no host", text)};
    if (const auto scheme = host.find("://"); scheme != host.npos)
        return Failure{fmt::format("the target '{}' is not HOST or HOST:PORT; leave out '{}'", text,
                                   host.substr(0, scheme + 3))};
    if (const auto at = host.find('@'); at != host.npos)
        return Failure{fmt::format("the target '{}' is an account, not a server; did you mean '{}'?", text,
                                   host.substr(at + 1))};
    if (host.find_first_of("/[]") != host.npos || std::any_of(host.begin(), host.end(), isUnprintable))
        return Failure{fmt::format("the target '{}' is not HOST or HOST:PORT", text)};
    return Target{std::string(host), {}};
}

}  // namespace

Result<unsigned short> parsePort(std::string_view text, std::string_view what) {
    unsigned short port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0)
        return Failure{fmt::format("{} is a number from 1 to 65535, not '{}'", what, text)};
    return port;
}

Result<Target> parseTarget(std::string_view text) {
    std::string_view host = text;
    std::optional<std::string_view> port;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == text.npos)
            return Failure{fmt::format("the target '{}' lacks the ']' of its address", text)};
        host = text.substr(1, close - 1);
        const std::string_view rest = text.substr(close + 1);
        if (!isIpv6(host))
            return Failure{fmt::format("'{}' in the target '{}' is not an IPv6 address", host, text)};
        if (!rest.empty() && !rest.starts_with(':'))
            return Failure{fmt::format(
                "the target '{}' has '{}' behind its address, where only :PORT may stand", text, rest)};
        if (!rest.empty()) port = rest.substr(1);
    } else if (isIpv6(text)) {
        return Target{std::string(text), {}};
    } else if (const auto colon = text.rfind(':'); colon != text.npos && text.find("://") == text.npos) {
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
        if (host.find(':') != host.npos)
            return Failure{fmt::format(
                "the target '{}' has several colons, but is no IPv6 address; write [ADDRESS]:PORT", text)};
    }
    auto target = checkedHost(host, text);
    if (!target || !port) return target;
    const auto number = parsePort(*port, "the port of the target");
    if (!number) return Failure{number.error()};
    target.value().port = number.value();
    return target;
}

bool isLoopback(std::string_view host) {
    Poco::Net::IPAddress address;
    if (Poco::Net::IPAddress::tryParse(std::string(host), address)) {
        if (address.family() == Poco::Net::IPAddress::IPv6 && address.isIPv4Mapped()) {
            const auto* octets = static_cast<const unsigned char*>(address.addr());
            return octets[12] == 127;
        }
        return address.isLoopback();
    }
    std::string name = Poco::toLower(std::string(host));
    if (name.ends_with('.')) name.pop_back();
    return name == "localhost" || name.ends_with(".localhost");  // RFC 6761 6.3
}

}  // namespace xmppconf::suite
