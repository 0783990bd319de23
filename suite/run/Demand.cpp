#include "suite/run/Demand.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/dialogue/Sessions.h"
#include "harness/xml/Namespaces.h"
#include "suite/corpus/ActionsInside.h"

namespace xmppconf::suite {
namespace {

constexpr std::string_view kResource = "<resource>";
constexpr std::size_t kManySessions = 4;

void addOnce(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// The stanzas that begin in a text.
std::vector<std::string_view> stanzasIn(std::string_view text) {
    std::vector<std::string_view> stanzas;
    for (const std::string_view kind : {"<message", "<presence", "<iq"})
        for (auto at = text.find(kind); at != text.npos; at = text.find(kind, at + 1)) {
            const std::string_view tag = text.substr(at, text.find('>', at) - at);
            const bool longer = tag.size() > kind.size();
            if (!longer || std::string_view(" \t\r\n/").find(tag[kind.size()]) != tag.npos)
                stanzas.push_back(tag);
        }
    return stanzas;
}

/// Goes along a conversation and sees what it takes.
class Walk {
  public:
    Walk(const vector::Vector& vector, Demand& demand) : vector_(vector), demand_(demand) {}

    // Recursion ends where the loader's limit of nesting does.
    void see(const vector::Actions& actions) {
        for (const vector::Action& action : actions) {
            if (const auto* connect = std::get_if<vector::Connect>(&action.body)) {
                addOnce(demand_.certificates, connect->certificate);
                loggedIn_.erase(action.conn);
            }
            if (const auto* tls = std::get_if<vector::StartTls>(&action.body))
                addOnce(demand_.certificates, tls->certificate);
            if (const auto* exchange = std::get_if<vector::SaslExchange>(&action.body))
                loggedIn_[action.conn] = exchange->account;
            if (std::holds_alternative<vector::Close>(action.body) ||
                std::holds_alternative<vector::Drop>(action.body))
                loggedIn_.erase(action.conn);
            const auto* quiet = std::get_if<vector::ExpectNothing>(&action.body);
            if (quiet && !quiet->fence && action.within) demand_.quietTime += *action.within;
            if (const auto* send = std::get_if<vector::Send>(&action.body)) see(action.conn, textOf(*send));
            if (const auto* let = std::get_if<vector::Let>(&action.body))
                see(action.conn, textOf(let->value));
            for (const vector::Actions* inside : actionsInside(action)) see(*inside);
        }
    }

    Tenancy tenancy() const {
        if (bound_.empty()) return Tenancy::Credentials;
        if (absent_ || bound_.size() >= kManySessions) return Tenancy::Solitary;
        const bool severalOfOne = bound_.size() > vector_.roles.size();
        return visible_ || severalOfOne ? Tenancy::Visible : Tenancy::Hidden;
    }

  private:
    static std::string textOf(const vector::Send& send) {
        std::string text;
        for (const vector::SendPart& part : send.parts)
            if (const auto* written = std::get_if<vector::Template>(&part)) text += textOf(*written);
        return text;
    }

    static std::string textOf(const vector::Template& written) {
        std::string text;
        for (const auto& piece : written.parts) {
            if (const auto* octets = std::get_if<std::string>(&piece)) text += *octets;
            if (const auto* insert = std::get_if<vector::Insert>(&piece))
                text += fmt::format("${{{}}}", insert->name);
        }
        return text;
    }

    void see(const std::string& conn, const std::string& text) {
        if (text.find(xml::ns::kBind) != text.npos) bound_.insert(conn);
        const auto resource = text.find(kResource);
        visible_ |=
            resource != text.npos &&
            !std::string_view(text).substr(resource + kResource.size()).starts_with(dialogue::kOwnResource);
        if (bound_.empty()) return;
        visible_ |= text.find("jabber:iq:roster") != text.npos;
        for (const std::string_view stanza : stanzasIn(text)) {
            visible_ |= isDelivered(stanza);
            absent_ |= isForSomebodyAbsent(stanza);
        }
    }

    /// Whether the stanza goes to an account that has no session here, not yet or no more: with one of
    /// somebody else there it would be no stanza for who is offline.
    bool isForSomebodyAbsent(std::string_view stanza) const {
        const auto to = stanza.find(" to=");
        if (to == stanza.npos) return false;
        return std::any_of(vector_.roles.begin(), vector_.roles.end(), [&](const std::string& role) {
            return stanza.find(fmt::format("${{{}.", role), to) != stanza.npos && !isPresent(role);
        });
    }

    bool isPresent(const std::string& role) const {
        return std::any_of(bound_.begin(), bound_.end(), [&](const std::string& conn) {
            const auto found = loggedIn_.find(conn);
            return found != loggedIn_.end() && found->second == role;
        });
    }

    /// Whether the stanza goes to an account of the vector: other sessions there may get it from a conforming
    /// server (RFC 6121 section 8.5), or decide where one that does not conform delivers it, even to a full
    /// JID.
    static bool isDelivered(std::string_view stanza) {
        const auto to = stanza.find(" to=");
        const bool toNobody = to == stanza.npos || stanza.substr(to + 4).starts_with("''");
        if (toNobody) return !stanza.starts_with("<iq");
        if (stanza.starts_with("<presence") && stanza.find("subscribe") != stanza.npos) return true;
        const std::string_view address = stanza.substr(to);
        for (auto at = address.find("${"); at != address.npos; at = address.find("${", at + 1)) {
            const std::string_view name = address.substr(at + 2, address.find('}', at) - at - 2);
            if (name.substr(0, name.find('.')) != "token" && name != "domain") return true;
        }
        return false;
    }

    const vector::Vector& vector_;
    Demand& demand_;
    std::set<std::string> bound_;                  ///< connections that may bind a resource
    std::map<std::string, std::string> loggedIn_;  ///< role by connection, until it closes
    bool visible_ = false;
    bool absent_ = false;  ///< something goes to who is not there
};

}  // namespace

Demand demandOf(const vector::Vector& vector) {
    Demand demand;
    demand.roles = vector.roles;
    Walk walk(vector, demand);
    walk.see(vector.actions);
    for (const std::string& role : demand.certificates) addOnce(demand.roles, role);
    demand.exchanges = vector.exchanges;
    demand.controls = vector.controls;
    demand.tenancy = vector.harmful ? Tenancy::Solitary : walk.tenancy();
    return demand;
}

}  // namespace xmppconf::suite
