#pragma once

#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "harness/judge/Came.h"
#include "harness/sasl/Exchange.h"
#include "harness/vector/Action.h"

namespace xmppconf::dialogue {

/// What each set-up action came to in this run, over all vectors. One that has not once succeeded and failed
/// three times in the same way, which is with the same kind of thing instead, is given up, so that a run on a
/// broken server stays short; so is all that rests on a requirement which met silence three times and never
/// came about. For any number of threads.
class SetUps {
  public:
    /// What came instead in one conversation.
    struct Failed {
        std::string actual;
        std::vector<sasl::Secret> secrets;  ///< of that conversation: `actual` may hold them
    };

    virtual ~SetUps() = default;

    virtual void succeeded(const vector::Action& action);
    virtual void failed(const vector::Action& action, const judge::Came& came, Failed failure);
    /// The last failure, if the action is not to be tried again.
    virtual std::optional<Failed> givenUp(const vector::Action& action) const;

  private:
    struct Failures {
        int count = 0;
        Failed last;
    };
    struct Record {
        bool succeeded = false;
        std::map<std::pair<judge::Came, std::string>, Failures> ways;
    };
    /// Actions have their first key in common where they wait for the same and rest on the same requirement,
    /// wherever they stand; the second, where they have one, with all that rest on the requirement: what
    /// silence met is given up for all of these.
    static std::vector<std::string> keysOf(const vector::Action& action);

    mutable std::shared_mutex mutex_;
    std::map<std::string, Record> records_;
};

}  // namespace xmppconf::dialogue
