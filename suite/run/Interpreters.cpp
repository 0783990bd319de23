#include "suite/run/Interpreters.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "harness/dialogue/Conclusion.h"
#include "harness/dialogue/Interpreter.h"
#include "harness/octets/PollNetwork.h"
#include "harness/octets/Random.h"
#include "reports/secrets/Mask.h"
#include "suite/corpus/Selection.h"
#include "suite/recording/RecordedInterpreter.h"
#include "suite/run/Eavesdropper.h"
#include "suite/run/TranscriptSize.h"

namespace xmppconf::suite {
namespace {

// To mask a long transcript takes many times its octets for a moment: one at a time then, lest a server that
// floods every conversation make us need all that for each.
constexpr std::size_t kLarge = 64 * 1024;
std::mutex largeOnes;

class ThreadTools {
  public:
    ThreadTools(const InterpreterTools& tools, const dialogue::RunContext& context)
        : tools_(tools), context_(context), network_(tools.clock, tools.interrupt) {}

    dialogue::Outcome hold(const vector::Vector& vector, const Roles& roles, int attempt) {
        try {
            dialogue::Outcome outcome = interpret(vector, roles, attempt);
            std::unique_lock one(largeOnes, std::defer_lock);
            if (octetsOf(outcome.transcript) > kLarge) one.lock();
            return reports::masked(std::move(outcome), tools_.secrets);
        } catch (const std::exception& error) {
            return dialogue::ownError(vector, error.what());
        }
    }

  private:
    dialogue::Outcome interpret(const vector::Vector& vector, const Roles& roles, int attempt) {
        const std::string randomName = attempt == 1 ? vector.id : fmt::format("{}#{}", vector.id, attempt);
        dialogue::RunContext context = context_;
        context.asksAnew = looksAfterRun(vector);
        std::optional<Eavesdropper> eavesdropper;
        if (tools_.events && !context.asksAnew)
            eavesdropper.emplace(vector, attempt, tools_.secrets, *tools_.events);
        dialogue::Observer* observer = eavesdropper ? &*eavesdropper : nullptr;
        if (tools_.recordings)
            return interpretAndRecord({tools_.corpus, context, tools_.clock, network_, vector, roles, attempt,
                                       tools_.seed, randomName, observer},
                                      *tools_.recordings);
        octets::SeededRandom random(tools_.seed, randomName);
        return dialogue::Interpreter(tools_.corpus, context, tools_.clock, network_)
            .run(vector, roles, random, observer);
    }

    const InterpreterTools& tools_;
    const dialogue::RunContext& context_;
    octets::PollNetwork network_;
};

}  // namespace

ConverseMaker interpreters(const InterpreterTools& tools, const dialogue::RunContext& context) {
    return [&tools, &context]() -> Converse {
        const auto own = std::make_shared<ThreadTools>(tools, context);
        return [own](const vector::Vector& vector, const Roles& roles, int attempt) {
            return own->hold(vector, roles, attempt);
        };
    };
}

Pause pauseUntil(const octets::Interrupt& interrupt) {
    return [&interrupt](octets::Duration duration) {
        using std::chrono::milliseconds;
        const auto deadline = std::chrono::steady_clock::now() + duration;
        while (!interrupt.raised()) {
            const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
            if (left <= milliseconds::zero()) return true;
            pollfd waiting{interrupt.fd(), POLLIN, 0};
            ::poll(&waiting, 1, static_cast<int>(std::min(left, milliseconds(60'000)).count()));
        }
        return false;
    };
}

}  // namespace xmppconf::suite
