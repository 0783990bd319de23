#include "suite/run/Demand.h"

#include <algorithm>
#include <set>

#include "harness/dialogue/Sessions.h"
#include "suite/corpus/ActionsInside.h"

namespace xmppconf::suite {
namespace {

constexpr std::string_view kBind = "urn:ietf:params:xml:ns:xmpp-bind";
constexpr std::string_view kResource = "<resource>";
constexpr std::size_t kManySessions = 4;

void addOnce(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// Goes along a conversation and sees what it takes.
class Walk {
  public:
    explicit Walk(Demand& demand) : demand_(demand) {}

    // Recursion ends where the loader's limit of nesting does.
    void see(const vector::Actions& actions) {
        for (const vector::Action& action : actions) {
            if (const auto* connect = std::get_if<vector::Connect>(&action.body))
                addOnce(demand_.certificates, connect->certificate);
            if (const auto* tls = std::get_if<vector::StartTls>(&action.body))
                addOnce(demand_.certificates, tls->certificate);
            const auto* quiet = std::get_if<vector::ExpectNothing>(&action.body);
            if (quiet && !quiet->fence && action.within) demand_.quietTime += *action.within;
            if (const auto* send = std::get_if<vector::Send>(&action.body)) see(action.conn, *send);
            if (const auto* let = std::get_if<vector::Let>(&action.body)) see(action.conn, let->value);
            for (const vector::Actions* inside : actionsInside(action)) see(*inside);
        }
    }

    Tenancy tenancy() const {
        if (bound_.empty()) return Tenancy::Credentials;
        if (bound_.size() >= kManySessions) return Tenancy::Solitary;
        return visible_ || bound_.size() > 1 ? Tenancy::Visible : Tenancy::Hidden;
    }

  private:
    void see(const std::string& conn, const vector::Send& send) {
        for (const vector::SendPart& part : send.parts)
            if (const auto* text = std::get_if<vector::Template>(&part)) see(conn, *text);
    }

    void see(const std::string& conn, const vector::Template& text) {
        for (const auto& piece : text.parts)
            if (const auto* written = std::get_if<std::string>(&piece)) see(conn, *written);
    }

    void see(const std::string& conn, const std::string& written) {
        if (written.find(kBind) != written.npos) bound_.insert(conn);
        const auto resource = written.find(kResource);
        const bool named = resource != written.npos && !std::string_view(written)
                                                            .substr(resource + kResource.size())
                                                            .starts_with(dialogue::kOwnResource);
        const bool speaks = !bound_.empty() && (written.find("<presence") != written.npos ||
                                                written.find("<message") != written.npos ||
                                                written.find("jabber:iq:roster") != written.npos);
        visible_ |= named || speaks;
    }

    Demand& demand_;
    std::set<std::string> bound_;  ///< connections that may bind a resource
    bool visible_ = false;
};

}  // namespace

Demand demandOf(const vector::Vector& vector) {
    Demand demand;
    demand.roles = vector.roles;
    Walk walk(demand);
    walk.see(vector.actions);
    for (const std::string& role : demand.certificates) addOnce(demand.roles, role);
    demand.exchanges = vector.exchanges;
    demand.controls = vector.controls;
    demand.tenancy = vector.harmful ? Tenancy::Solitary : walk.tenancy();
    return demand;
}

}  // namespace xmppconf::suite
