#include "suite/run/AccountPool.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace xmppconf::suite {
namespace {

bool hasCertificate(const dialogue::Account& account) { return !account.certificateFile.empty(); }

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

AccountPool::AccountPool(std::vector<dialogue::Account> accounts, octets::Duration rest) : rest_(rest) {
    for (dialogue::Account& account : accounts) slots_.push_back({std::move(account), false, {}});
}

std::string AccountPool::impossible(const Demand& demand) const {
    if (demand.roles.size() > slots_.size())
        return fmt::format("it needs {} account{} and the run has {}", demand.roles.size(),
                           demand.roles.size() == 1 ? "" : "s",
                           slots_.empty() ? std::string("none") : std::to_string(slots_.size()));
    const auto certificates = static_cast<std::size_t>(std::count_if(
        slots_.begin(), slots_.end(), [](const Slot& slot) { return hasCertificate(slot.account); }));
    if (demand.certificates.size() > certificates)
        return fmt::format("it needs {} with a certificate and the run has {}",
                           demand.certificates.size() == 1 ? "an account" : "several accounts",
                           certificates == 0 ? std::string("none") : std::to_string(certificates));
    return {};
}

AccountPool::Slot* AccountPool::freest(bool withCertificate, octets::Instant now,
                                       const std::vector<Slot*>& taken) {
    Slot* best = nullptr;
    // Accounts with a certificate are rare: who needs none gets one only when nothing else is free.
    const auto before = [&](const Slot& a, const Slot& b) {
        return std::pair(hasCertificate(a.account) && !withCertificate, a.rested) <
               std::pair(hasCertificate(b.account) && !withCertificate, b.rested);
    };
    for (Slot& slot : slots_) {
        if (slot.lent || slot.rested > now || (withCertificate && !hasCertificate(slot.account))) continue;
        if (std::find(taken.begin(), taken.end(), &slot) != taken.end()) continue;
        if (!best || before(slot, *best)) best = &slot;
    }
    return best;
}

AccountPool::Later AccountPool::later(octets::Instant now) const {
    Later later;
    for (const Slot& slot : slots_)
        if (!slot.lent && slot.rested > now && (!later.ready || slot.rested < *later.ready))
            later.ready = slot.rested;
    return later;
}

std::variant<Roles, AccountPool::Later> AccountPool::borrow(const Demand& demand, octets::Instant now) {
    std::vector<Slot*> taken;
    Roles roles;
    for (const bool withCertificate : {true, false}) {
        for (const std::string& role : demand.roles) {
            if (contains(demand.certificates, role) != withCertificate) continue;
            Slot* slot = freest(withCertificate, now, taken);
            if (!slot) return later(now);
            taken.push_back(slot);
            roles[role] = slot->account;
        }
    }
    for (Slot* slot : taken) slot->lent = true;
    return roles;
}

void AccountPool::giveBack(const Roles& roles, octets::Instant now) {
    for (const auto& [role, account] : roles)
        for (Slot& slot : slots_)
            if (slot.account.user == account.user && slot.account.domain == account.domain) {
                slot.lent = false;
                slot.rested = now + rest_;
            }
}

}  // namespace xmppconf::suite
