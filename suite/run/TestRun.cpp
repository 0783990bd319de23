#include "suite/run/TestRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

#include "reports/model/RunRecord.h"
#include "suite/corpus/Selection.h"
#include "suite/options/CommandLine.h"
#include "suite/run/Approach.h"
#include "suite/run/BaselineWatch.h"
#include "suite/run/Findings.h"
#include "suite/run/Health.h"
#include "suite/run/Interpreters.h"
#include "suite/run/Runner.h"

namespace xmppconf::suite {
namespace {

using dialogue::Outcome;
using dialogue::Security;

constexpr std::string_view kDay = "2026-11-25";  // how much of a time names the day

// Short enough to be typed, and exact in every reader of JSON.
std::uint64_t freshSeed() { return std::random_device{}(); }

std::vector<sasl::Secret> passwordsOf(const std::vector<dialogue::Account>& accounts) {
    std::vector<sasl::Secret> secrets;
    for (const dialogue::Account& account : accounts) secrets.push_back({account.password, "password"});
    return secrets;
}

void addEachOnce(const std::vector<std::string>& names, std::vector<std::string>& into) {
    for (const std::string& name : names)
        if (std::find(into.begin(), into.end(), name) == into.end()) into.push_back(name);
}

class Run {
  public:
    Run(const RunOrder& order, reports::Listener& listener, const octets::Interrupt& interrupt)
        : order_(order),
          listener_(listener),
          interrupt_(interrupt),
          seed_(order.options.seed.value_or(0)),
          pool_(order.accounts),
          context_(contextOf(order.options, order.domain)),
          began_(clock_.now()),
          started_(std::chrono::system_clock::now()),
          watch_(order.corpus, order.options.level,
                 {order.options.failOn, order.baseline, reports::rfc3339(started_).substr(0, kDay.size())}) {
        if (!order.options.seed) seed_ = freshSeed();
    }

    RunResult hold() {
        const Vector* greeting = order_.corpus.vector(kGreetingId);
        const Vector* login = order_.corpus.vector(pool_.empty() ? kProtectedId : kCanaryId);
        if (!greeting || !login)
            return end(Ending::Complete, ExitCode::BadUsage, "the vectors lack a canary");
        if (order_.selected.empty()) {
            start();
            return end(Ending::Complete, ExitCode::NothingJudged, "no vector was selected");
        }
        const InterpreterTools tools{order_.corpus, clock_, interrupt_, seed_, passwordsOf(order_.accounts)};
        Approach found = greetTarget(*greeting, tools);
        start();
        if (interrupt_.raised()) return endInterrupted({});
        if (!found.found) return endUnfit(found.reason, found.greeting);

        const ConverseMaker makeConverse = interpreters(tools, context_);
        Converse converse = makeConverse();
        Health health(*greeting, *login, pool_, clock_, pauseUntil(interrupt_));
        Outcome first = health.login(converse);
        tellFacts(found.greeting, first,
                  pool_.empty() ? first : converse(*order_.corpus.vector(kProtectedId), {}));
        if (interrupt_.raised()) return endInterrupted({});
        if (!serves(first)) return endUnfit(whyNoLogin(first), first);

        Findings findings(order_.corpus, order_.options.level, watch_, listener_);
        const RunTools runTools{makeConverse,
                                health,
                                pool_,
                                clock_,
                                findings,
                                [this] { return interrupt_.raised(); },
                                order_.options.jobs,
                                order_.options.timeout};
        const auto plan = planOf(order_.selected, pool_, order_.options.intrusive || context_.loopback);
        return endOf(carryOut(plan, runTools), findings);
    }

  private:
    using Vector = vector::Vector;

    Approach greetTarget(const Vector& greeting, const InterpreterTools& tools) {
        const ConverseIn converse = [&](const dialogue::RunContext& context, const Vector& vector) {
            return interpreters(tools, context)()(vector, {});
        };
        Approach found = approach(order_.options.tls, greeting, context_, converse);
        const bool guessed = !order_.options.target->port && !order_.options.directPort;
        if (found.found && guessed && context_.security != Security::Direct)
            dropGuessedDirectPort(greeting, context_, converse);
        return found;
    }

    void start() {
        reports::RunInfo info;
        info.corpus = &order_.corpus;
        info.selected = order_.selected;
        info.toolVersion = XMPPCONF_VERSION;
        info.host = order_.options.target->host;
        info.port =
            context_.security == Security::Direct ? context_.directEndpoint.port : context_.endpoint.port;
        info.domain = order_.domain;
        info.security = std::string(nameOf(context_.security));
        info.started = started_;
        info.jobs = order_.options.jobs;
        info.timeout = order_.options.timeout;
        info.seed = seed_;
        info.command = order_.command;
        info.repeatCommand = fmt::format("{} --seed {}", order_.repeatCommand, seed_);
        info.gate = watch_.gate();
        listener_.runStarted(info);
    }

    void tellFacts(const Outcome& greeting, const Outcome& login, const Outcome& protectedGreeting) {
        reports::TargetFacts facts;
        for (const Outcome* outcome : {&protectedGreeting, &login, &greeting}) {
            if (!facts.tls) facts.tls = outcome->tls;
            if (facts.mechanisms.empty()) addEachOnce(outcome->mechanisms, facts.mechanisms);
            addEachOnce(outcome->features, facts.features);
        }
        listener_.targetKnown(facts);
    }

    std::string whyNoLogin(const Outcome& login) const {
        const std::string wrong = whatWentWrong(login);
        const bool distrusted = wrong.find("certificate does not verify") != wrong.npos;
        return fmt::format("{}: {}{}", pool_.empty() ? "the server offers no features" : "no login works",
                           wrong,
                           distrusted ? "; --ca names an authority to trust, --insecure trusts any" : "");
    }

    RunResult endUnfit(const std::string& reason, const Outcome& evidence) {
        RunResult result = end(Ending::TargetLost, ExitCode::Unreachable, reason);
        result.evidence = evidence;
        return result;
    }

    RunResult endInterrupted(const VerdictCount& count) {
        return end(Ending::Interrupted, count.exitCode(order_.options.failOn, Ending::Interrupted),
                   "the run was interrupted");
    }

    RunResult endOf(const RunEnd& runEnd, const Findings& findings) {
        const VerdictCount count = findings.count();
        const ExitCode code = count.exitCode(order_.options.failOn, runEnd.ending);
        if (runEnd.reason.empty() && code == ExitCode::NothingJudged)
            return end(runEnd.ending, code, "none of the selected vectors judged anything");
        return end(runEnd.ending, code, runEnd.reason);
    }

    RunResult end(Ending ending, ExitCode code, std::string reason) {
        RunResult result;
        result.summary.duration = clock_.now() - began_;
        result.summary.complete = ending == Ending::Complete;
        result.summary.exitCode = static_cast<int>(code);
        result.summary.baseline = baselineResult();
        result.summary.reason = std::move(reason);
        if (result.summary.reason.empty()) result.summary.reason = comparison(result.summary.baseline);
        listener_.runFinished(result.summary);
        return result;
    }

    reports::BaselineResult baselineResult() const {
        reports::BaselineResult result = watch_.result();
        result.file = order_.options.baselineFile;
        const bool wrong = watch_.wrongEntries() > 0 || !result.fresh.empty();
        if (!result.file.empty() && wrong && order_.options.writeBaselineFile.empty())
            result.repair = fmt::format("{} --write-baseline {}", order_.command, shellQuoted({result.file}));
        return result;
    }

    const RunOrder& order_;
    reports::Listener& listener_;
    const octets::Interrupt& interrupt_;
    octets::SystemClock clock_;
    std::uint64_t seed_;
    AccountPool pool_;
    dialogue::RunContext context_;
    octets::Instant began_;
    std::chrono::system_clock::time_point started_;
    BaselineWatch watch_;
};

}  // namespace

RunResult holdRun(const RunOrder& order, reports::Listener& listener, const octets::Interrupt& interrupt) {
    return Run(order, listener, interrupt).hold();
}

}  // namespace xmppconf::suite
