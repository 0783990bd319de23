#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/sasl/Exchange.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Place.h"

namespace xmppconf::vector {

/// What names may stand for at one point of a conversation. Reports the use of those that stand for nothing.
class BoundNames {
  public:
    explicit BoundNames(Mistakes& mistakes) : mistakes_(mistakes) {}

    /// What may be bound on the way to a point.
    struct State {
        std::set<std::string, std::less<>> connections;
        std::map<std::string, Place, std::less<>> bound;
        std::map<std::string, std::set<const sasl::MechanismForm*>, std::less<>> exchanges;
    };
    const State& state() const { return state_; }
    /// A point to come back to.
    std::size_t here() const { return added_.size(); }
    /// Forgets what was added behind that point, and returns it.
    State takeSince(std::size_t point);
    /// Adds what may be bound on another way to this point.
    void merge(const State& other);

    void connect(const std::string& connection, const Place& place);
    bool isConnected(std::string_view connection) const { return state_.connections.count(connection) > 0; }
    void exchange(const std::string& name, const sasl::MechanismForm& form, const Place& place);
    void role(const std::string& name);
    /// The name is bound here; `snippet` is how it begins in the source.
    void bind(const std::string& name, std::string_view snippet, const Place& place);
    /// Its value is asked for here.
    void use(const std::string& name, std::string_view snippet, const Place& place);

    const std::vector<std::string>& roles() const { return roles_; }

  private:
    /// Nothing is ever unbound but by going back, so that a way through many branches copies nothing.
    struct Added {
        enum class Kind { Connection, Name, Exchange };
        Kind kind = Kind::Name;
        std::string name;
        const sasl::MechanismForm* form = nullptr;
    };
    void addConnection(const std::string& name);
    void addName(const std::string& name, const Place& place);
    void addExchange(const std::string& name, const sasl::MechanismForm* form);

    bool isKnown(const std::string& name);
    std::optional<std::string> bindMistake(const std::string& name) const;
    std::optional<std::string> fieldMistake(std::string_view exchange, std::string_view field) const;
    std::vector<std::string> candidates() const;

    Mistakes& mistakes_;
    State state_;
    std::vector<Added> added_;  ///< to `state_`, oldest first
    std::vector<std::string> roles_;
};

}  // namespace xmppconf::vector
