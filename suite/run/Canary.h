#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Corpus.h"
#include "suite/run/AccountPool.h"
#include "suite/run/Conversation.h"

namespace xmppconf::suite {

/// Climbs the login from the mere connection upwards (Selection.h) and stops at the first step that fails:
/// the one below it stands in for the login when the run asks whether the target still serves. What fails
/// quickly is asked twice. A corpus without the vectors of some steps does without them.
class Canary {
  public:
    /// All must outlive this.
    Canary(const vector::Corpus& corpus, AccountPool& pool, const octets::Clock& clock, const Pause& pause,
           const Converse& converse);

    /// The steps that need no account, or those that do, which the pool lends by what it knows then.
    void climb(std::span<const std::string_view> ids);

    const vector::Vector* login() const { return login_; }        ///< the highest that worked; null: none
    const vector::Vector* greeting() const { return greeting_; }  ///< the highest of them without account
    /// Why no higher one, as a sentence; empty: all steps that were asked for worked.
    const std::string& reason() const { return reason_; }
    const std::optional<dialogue::Outcome>& evidence() const {
        return evidence_;
    }  ///< of the step that failed
    const std::vector<dialogue::Outcome>& outcomes() const {
        return outcomes_;
    }  ///< of all, the lowest first

  private:
    dialogue::Outcome ask(const vector::Vector& vector);
    dialogue::Outcome once(const vector::Vector& vector, const Demand& demand);

    const vector::Corpus& corpus_;
    AccountPool& pool_;
    const octets::Clock& clock_;
    const Pause& pause_;
    const Converse& converse_;
    int attempt_;
    const vector::Vector* login_ = nullptr;
    const vector::Vector* greeting_ = nullptr;
    std::string reason_;
    std::optional<dialogue::Outcome> evidence_;
    std::vector<dialogue::Outcome> outcomes_;
};

}  // namespace xmppconf::suite
