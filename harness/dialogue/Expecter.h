#pragma once

#include <functional>
#include <span>

#include "harness/dialogue/Expectation.h"
#include "harness/dialogue/Stage.h"
#include "harness/judge/Pairing.h"

namespace xmppconf::dialogue {

/// Waits for what vectors expect and judges what comes. Strict about order until a resource is bound; from
/// then on, stanzas that the server sends on its own account are left for later.
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
    /// `deadline`: of all of it.
    Flow take(const vector::Action& action, const Alternatives& alternatives, const Alternative& taken,
              const std::string& actual, octets::Instant deadline, const Cause& cause);
    void judgePrices(const vector::Action& action, const Alternatives& alternatives, const Alternative& taken,
                     const std::string& actual, const Cause& cause);
    /// How an awaited end came out.
    struct Finish {
        enum class How { Met, Missed, Blocked };
        How how;
        std::string sentence;
        Cause cause{};
        Obstacle by{};  ///< of Blocked
    };
    Finish awaitEnd(Connection& connection, const vector::Action& action, const vector::ExpectEnd& wanted,
                    octets::Instant deadline);
    /// Nothing that was asked for came in time.
    Flow judgeMissing(const vector::Action& action, const std::vector<std::string>& expected,
                      const std::string& note, const Cause& cause = {});
    /// Why what came is not what one of the alternatives asks for without a price; null: nothing came.
    Cause causeOf(const Alternatives& alternatives, const Connection& connection,
                  const stream::Item* incoming);
    /// What spoils an element that came where one of these patterns asks for its like.
    std::vector<std::string> spoiling(const stream::Item& incoming,
                                      std::span<const vector::Pattern* const> patterns);
    judge::Pairing::Fits fitting(const vector::AllOf& allOf, const xml::Element& element);
    std::vector<std::string> expected(const Alternatives& alternatives);

    Stage& stage_;
    Perform perform_;
};

}  // namespace xmppconf::dialogue
