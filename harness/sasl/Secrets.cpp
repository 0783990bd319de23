#include "harness/sasl/Secrets.h"

#include <algorithm>

namespace xmppconf::sasl {

void Secrets::addPassword(std::string_view password) {
    if (password.size() >= shortestPassword) keep(password, "password");
}

void Secrets::add(std::string_view octets, std::string_view label) {
    if (octets.size() >= shortestOther) keep(octets, label);
}

void Secrets::addProof(std::string_view octets, std::string_view label) {
    add(octets, label);
    if (!octets.empty()) add(octets.substr(1), label);
}

void Secrets::keep(std::string_view octets, std::string_view label) {
    const bool known = std::any_of(secrets_.begin(), secrets_.end(), [&](const Secret& secret) {
        return secret.octets == octets && secret.label == label;
    });
    if (!known) secrets_.push_back({std::string(octets), std::string(label)});
}

}  // namespace xmppconf::sasl
