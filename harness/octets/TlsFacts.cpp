#include "harness/octets/TlsFacts.h"

#include <array>

namespace xmppconf::octets {

namespace {

struct NamedBinding {
    ChannelBinding binding;
    std::string_view name;
};

// The IANA registry "Channel-Binding Types".
constexpr std::array kBindings{NamedBinding{ChannelBinding::TlsUnique, "tls-unique"},
                               NamedBinding{ChannelBinding::TlsServerEndPoint, "tls-server-end-point"},
                               NamedBinding{ChannelBinding::TlsExporter, "tls-exporter"}};

}  // namespace

std::optional<ChannelBinding> channelBindingNamed(std::string_view name) {
    for (const NamedBinding& each : kBindings) {
        if (each.name == name) return each.binding;
    }
    return std::nullopt;
}

std::string_view nameOf(ChannelBinding binding) {
    for (const NamedBinding& each : kBindings) {
        if (each.binding == binding) return each.name;
    }
    return {};
}

}  // namespace xmppconf::octets
