#include "suite/run/AccountPool.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace xmppconf::suite {
namespace {

using dialogue::Login;
using dialogue::Obstacle;

constexpr std::size_t kAccountsOfEveryRun = 2;
// Servers end the oldest session of an account that has too many: ejabberd from the eleventh on.
constexpr int kMostHidden = 4;

bool hasCertificate(const dialogue::Account& account) { return !account.certificateFile.empty(); }

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The roles that not every account can play, then the others.
std::vector<std::string> choosyFirst(const Demand& demand) {
    auto roles = demand.roles;
    std::stable_partition(roles.begin(), roles.end(), [&](const std::string& role) {
        return contains(demand.certificates, role) ||
               std::any_of(demand.exchanges.begin(), demand.exchanges.end(),
                           [&](const vector::Control& pair) { return pair.role == role; });
    });
    return roles;
}

bool isVisible(const Demand& demand) {
    return demand.tenancy == Tenancy::Visible || demand.tenancy == Tenancy::Solitary;
}

std::string countOf(std::size_t count) { return count == 0 ? std::string("none") : std::to_string(count); }

std::string sentenceOn(const Login& login) {
    return fmt::format("{}: {} {} ({})", login.jid, login.mechanism, nameOf(login.result), login.said);
}

}  // namespace

AccountPool::AccountPool(std::vector<dialogue::Account> accounts, octets::Duration rest) : rest_(rest) {
    for (dialogue::Account& account : accounts) {
        std::string jid = account.jid();
        slots_.push_back({std::move(account), std::move(jid)});
    }
}

void AccountPool::know(const dialogue::Logins& logins, const std::map<std::string, std::string>& strangers) {
    logins_ = &logins;
    strangers_ = strangers;
}

std::vector<dialogue::Account> AccountPool::accounts() const {
    std::vector<dialogue::Account> all;
    for (const Slot& slot : slots_) all.push_back(slot.account);
    return all;
}

bool AccountPool::refused(const Slot& slot) const { return logins_ && logins_->refused(slot.jid); }

bool AccountPool::allRefused() const {
    return !slots_.empty() &&
           std::all_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return refused(slot); });
}

// A mechanism that was not tried is not on offer: the vector finds that out by itself.
bool AccountPool::logsIn(const Slot& slot, const std::vector<vector::Control>& pairs,
                         const std::string& role) const {
    return std::all_of(pairs.begin(), pairs.end(), [&](const vector::Control& pair) {
        return pair.role != role || !logins_ || !logins_->find(slot.jid, pair.mechanism) ||
               logins_->works(slot.jid, pair.mechanism);
    });
}

bool AccountPool::hasStranger(const Slot& slot) const { return strangers_.contains(slot.jid); }

bool AccountPool::fits(const Slot& slot, const Demand& demand, const std::string& role) const {
    if (const auto before = demand.before.find(role); before != demand.before.end())
        return slot.jid == before->second.jid();
    return !refused(slot) && (!contains(demand.certificates, role) || hasCertificate(slot.account)) &&
           logsIn(slot, demand.controls, role) && !(isVisible(demand) && hasStranger(slot));
}

std::string AccountPool::whatWasRefused() const {
    std::vector<std::string> sentences;
    for (const Slot& slot : slots_) {
        if (!refused(slot)) continue;
        for (const Login& login : logins_->all())
            if (login.jid == slot.jid && login.result != Login::Result::Works) {
                sentences.push_back(sentenceOn(login));
                break;
            }
    }
    return fmt::format("{}", fmt::join(sentences, "; "));
}

std::optional<Unfulfilled> AccountPool::tooFew(const Demand& demand) const {
    const auto right = static_cast<std::size_t>(
        std::count_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return !refused(slot); }));
    const std::string needed =
        fmt::format("it needs {} account{}", demand.roles.size(), demand.roles.size() == 1 ? "" : "s");
    if (demand.roles.size() > slots_.size())
        return Unfulfilled{fmt::format("{} and the run has {}", needed, countOf(slots_.size())),
                           demand.roles.size() <= kAccountsOfEveryRun};
    if (demand.roles.size() > right) {
        const auto wrong =
            std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return refused(slot); });
        return Unfulfilled{
            fmt::format("{} that log in and the run has {}: {}", needed, countOf(right), whatWasRefused()),
            false,
            {Obstacle::Kind::Account, wrong->jid}};
    }
    const auto certificates = static_cast<std::size_t>(std::count_if(
        slots_.begin(), slots_.end(), [](const Slot& slot) { return hasCertificate(slot.account); }));
    if (demand.certificates.size() > certificates)
        return Unfulfilled{fmt::format("it needs {} with a certificate and the run has {}",
                                       demand.certificates.size() == 1 ? "an account" : "several accounts",
                                       countOf(certificates))};
    return {};
}

std::optional<Unfulfilled> AccountPool::withoutControl(const Demand& demand) const {
    for (const vector::Control& control : demand.controls) {
        const bool any = std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
            return !refused(slot) && logsIn(slot, {control}, control.role);
        });
        if (any) continue;
        for (const Slot& slot : slots_) {
            const Login* login = logins_->find(slot.jid, control.mechanism);
            if (!login) continue;
            return Unfulfilled{
                fmt::format("its control failed: no account logs in with {}: {}", control.mechanism,
                            sentenceOn(*login)),
                false,
                {Obstacle::Kind::Account, fmt::format("{} with {}", slot.jid, control.mechanism)}};
        }
    }
    return {};
}

std::optional<Unfulfilled> AccountPool::impossible(const Demand& demand) const {
    if (auto few = tooFew(demand)) return few;
    if (auto without = withoutControl(demand)) return without;
    std::vector<const Slot*> taken;
    for (const std::string& role : choosyFirst(demand)) {
        const auto found = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) {
            return fits(slot, demand, role) && std::find(taken.begin(), taken.end(), &slot) == taken.end();
        });
        if (found != slots_.end()) {
            taken.push_back(&*found);
            continue;
        }
        const auto spoiled =
            std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return hasStranger(slot); });
        if (isVisible(demand) && spoiled != slots_.end()) {
            const std::string& stranger = strangers_.at(spoiled->jid);
            return Unfulfilled{
                fmt::format("somebody else is logged in on an account that it needs, as {}", stranger),
                false,
                {Obstacle::Kind::Stranger, stranger}};
        }
        return Unfulfilled{fmt::format("no set of {} accounts of the run fits it", demand.roles.size()),
                           false,
                           {Obstacle::Kind::Account, slots_.front().jid}};
    }
    return {};
}

bool AccountPool::isFree(const Slot& slot, Tenancy tenancy, octets::Instant now) {
    switch (tenancy) {
        case Tenancy::Credentials:
            return true;
        case Tenancy::Hidden:
            return !slot.solitary && slot.hidden < kMostHidden;
        case Tenancy::Visible:
            return !slot.solitary && !slot.visible && slot.rested <= now;
        case Tenancy::Solitary:
            return !slot.solitary && !slot.visible && slot.hidden == 0 && slot.rested <= now;
    }
    return false;
}

AccountPool::Slot* AccountPool::freest(const Demand& demand, const std::string& role, octets::Instant now,
                                       const std::vector<Slot*>& taken) {
    Slot* best = nullptr;
    // Accounts with a certificate are rare: who needs none gets one only when nothing else is free.
    const auto rank = [&](const Slot& slot) {
        return std::tuple(!logsIn(slot, demand.exchanges, role),
                          hasCertificate(slot.account) && !contains(demand.certificates, role),
                          slot.hidden + slot.visible, slot.rested);
    };
    for (Slot& slot : slots_) {
        if (!isFree(slot, demand.tenancy, now)) continue;
        if (!fits(slot, demand, role) || std::find(taken.begin(), taken.end(), &slot) != taken.end())
            continue;
        if (!best || rank(slot) < rank(*best)) best = &slot;
    }
    return best;
}

AccountPool::Later AccountPool::later(octets::Instant now) const {
    Later later;
    for (const Slot& slot : slots_)
        if (!slot.visible && !slot.solitary && slot.rested > now &&
            (!later.ready || slot.rested < *later.ready))
            later.ready = slot.rested;
    return later;
}

std::variant<Roles, AccountPool::Later> AccountPool::borrow(const Demand& demand, octets::Instant now) {
    std::vector<Slot*> taken;
    Roles roles;
    for (const std::string& role : choosyFirst(demand)) {
        Slot* slot = freest(demand, role, now, taken);
        if (!slot) return later(now);
        taken.push_back(slot);
        roles[role] = slot->account;
    }
    for (Slot* slot : taken) {
        if (demand.tenancy == Tenancy::Hidden) ++slot->hidden;
        slot->visible |= demand.tenancy == Tenancy::Visible;
        slot->solitary |= demand.tenancy == Tenancy::Solitary;
    }
    return roles;
}

void AccountPool::giveBack(const Demand& demand, const Roles& roles, octets::Instant now) {
    if (demand.tenancy == Tenancy::Credentials) return;
    for (const auto& [role, account] : roles)
        for (Slot& slot : slots_) {
            if (slot.jid != account.jid()) continue;
            if (demand.tenancy == Tenancy::Hidden) {
                --slot.hidden;
            } else {
                slot.visible = slot.solitary = false;
                slot.rested = now + rest_;
            }
        }
}

}  // namespace xmppconf::suite
