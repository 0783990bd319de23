#pragma once

#include <functional>
#include <span>

#include "harness/dialogue/Expectation.h"
#include "harness/dialogue/Stage.h"

namespace xmppconf::dialogue {

/// Waits for what vectors expect and judges what comes. Strict about order until a resource is bound; from
/// then on, stanzas that the server sends on its own account are set aside.
class Expecter {
  public:
    /// `perform` runs the actions that follow the first one of an alternative.
    using Perform = std::function<Flow(std::span<const vector::Action>)>;

    Expecter(Stage& stage, Perform perform) : stage_(stage), perform_(std::move(perform)) {}

    Flow one(const vector::Action& action);  ///< Expect, ExpectHeader
    Flow oneOf(const vector::Action& action, const vector::OneOf& oneOf);
    Flow allOf(const vector::Action& action, const vector::AllOf& allOf);
    Flow end(const vector::Action& action, const vector::ExpectEnd& end);
    Flow close(const vector::Action& action);

  private:
    struct Alternative {
        const vector::Action* first;
        const vector::When* when;  ///< null for a plain expectation
    };
    using Alternatives = std::vector<Alternative>;

    Flow await(const vector::Action& action, const Alternatives& alternatives);
    Flow take(const vector::Action& action, const Alternatives& alternatives, const Alternative& taken,
              const std::vector<judge::Capture>& captures, const std::string& actual);
    void judgePrices(const vector::Action& action, const Alternatives& alternatives, const Alternative& taken,
                     const std::string& actual);
    bool mayBeSetAside(const Connection& connection, const Incoming& incoming,
                       const Alternatives& alternatives);
    Result<std::string> awaitEnd(Connection& connection, const vector::ExpectEnd& wanted,
                                 octets::Instant deadline, const std::string& silence);
    /// The end did not come: the server's fault, unless we hung up.
    Flow missedEnd(const vector::Action& action, const std::vector<std::string>& wanted,
                   const std::string& actual);
    std::vector<std::string> expected(const Alternatives& alternatives);

    Stage& stage_;
    Perform perform_;
};

}  // namespace xmppconf::dialogue
