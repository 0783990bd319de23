#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/dialogue/Account.h"
#include "harness/dialogue/RunContext.h"
#include "harness/judge/TextMatcher.h"
#include "harness/judge/Values.h"
#include "harness/octets/Random.h"
#include "harness/sasl/Exchange.h"

namespace xmppconf::dialogue {

class Connection;

/// The names of one vector: accounts, tokens, facts of connections, SASL exchanges, and what was taken.
/// Knows which texts are secret.
class Scope final : public judge::Values {
  public:
    using FindConnection = std::function<const Connection*(std::string_view name)>;

    /// All references must outlive this.
    Scope(const RunContext& context, const std::map<std::string, Account>& roles, octets::Random& random,
          FindConnection find);

    Result<std::string> value(std::string_view name) override;
    void derived(std::string_view from, std::string_view to) override;

    /// Gives captured values their names; a SASL exchange may refuse a message, with a sentence about the
    /// server's.
    Result<void> bind(const std::vector<judge::Capture>& captures);
    void bind(std::string_view name, std::string value);
    void addExchange(const std::string& name, std::unique_ptr<sasl::Exchange> exchange);
    const Account* account(std::string_view role) const;
    const std::map<std::string, Account>& accounts() const { return roles_; }  ///< by role

    /// Everything that must be masked, so far.
    std::vector<sasl::Secret> secrets() const;

  private:
    struct Field {
        std::string_view owner;
        std::string_view name;
    };
    static std::optional<Field> split(std::string_view name, bool atLastDot);
    sasl::Exchange* exchange(std::string_view name) const;
    const sasl::Secret* secretIn(std::string_view text) const;
    std::optional<Result<std::string>> accountValue(const Field& field) const;
    std::optional<Result<std::string>> connectionValue(const Field& field) const;

    const RunContext& context_;
    const std::map<std::string, Account>& roles_;
    octets::Random& random_;
    FindConnection find_;
    std::map<std::string, std::string, std::less<>> bound_;
    std::map<std::string, std::unique_ptr<sasl::Exchange>, std::less<>> exchanges_;
    std::vector<sasl::Secret> secrets_;
};

}  // namespace xmppconf::dialogue
