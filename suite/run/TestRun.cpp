#include "suite/run/TestRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

#include "harness/dialogue/Logins.h"
#include "harness/dialogue/Sessions.h"
#include "harness/dialogue/SetUps.h"
#include "harness/judge/StreamIds.h"
#include "reports/model/LoginTroubles.h"
#include "reports/model/RunRecord.h"
#include "suite/corpus/Selection.h"
#include "suite/options/CommandLine.h"
#include "suite/run/Approach.h"
#include "suite/run/BaselineWatch.h"
#include "suite/run/Canary.h"
#include "suite/run/Demand.h"
#include "suite/run/Findings.h"
#include "suite/run/Health.h"
#include "suite/run/Interpreters.h"
#include "suite/run/LoginTrials.h"
#include "suite/run/Runner.h"
#include "suite/run/TimeLimit.h"

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

reports::Gate gateOf(const RunOrder& order, std::chrono::system_clock::time_point started) {
    reports::Gate gate(order.options.failOn.requirements, order.baseline,
                       reports::rfc3339(started).substr(0, kDay.size()), order.options.failOn.flaky);
    gate.setImpacts({order.options.impacts, order.corpus.requirements});
    return gate;
}

class Run {
  public:
    Run(const RunOrder& order, reports::Listener& listener, octets::Interrupt& interrupt)
        : order_(order),
          listener_(listener),
          interrupt_(interrupt),
          seed_(order.options.seed.value_or(0)),
          pool_(order.accounts),
          context_(contextOf(order.options, order.domain)),
          began_(clock_.now()),
          started_(std::chrono::system_clock::now()),
          watch_(order.corpus, order.options.level, gateOf(order, started_)) {
        if (!order.options.seed) seed_ = freshSeed();
        context_.streamIds = &streamIds_;
    }

    RunResult hold() {
        const Vector* greeting = order_.corpus.vector(kGreetingId);
        if (!greeting) return end(Ending::Complete, ExitCode::BadUsage, "the vectors lack a canary");
        if (order_.selected.empty()) {
            start();
            return end(Ending::Complete, ExitCode::TooLittle, "no vector was selected");
        }
        const TimeLimit limit(order_.options.maxTime, interrupt_);
        const InterpreterTools tools{.corpus = order_.corpus,
                                     .clock = clock_,
                                     .interrupt = interrupt_,
                                     .seed = seed_,
                                     .secrets = passwordsOf(order_.accounts),
                                     .recordings = order_.recordings};
        Approach found = greetTarget(*greeting, tools);
        start();
        if (interrupt_.raised()) return cutOff(limit, {});
        if (!found.found) return nothingThere(found);

        const ConverseMaker makeConverse = interpreters(tools, context_);
        const Pause pause = pauseUntil(interrupt_);
        context_.setUps = &setUps_;
        const Converse converse = makeConverse();
        Canary canary(order_.corpus, pool_, clock_, pause, converse);
        canary.climb(kStepIds);
        tryAccounts(canary, makeConverse);
        tellFacts(found.greeting, canary);
        if (interrupt_.raised()) return cutOff(limit, {});

        const Vector& stillThere = canary.greeting() ? *canary.greeting() : *greeting;
        Health health(stillThere, canary.login() ? *canary.login() : stillThere, pool_, clock_, pause);
        Findings findings(order_.corpus, order_.options.level, watch_, listener_);
        if (order_.baseline || !order_.options.writeBaselineFile.empty()) findings.tellEach();
        InterpreterTools told = tools;
        told.events = findings.events();
        const ConverseMaker makeTold = told.events ? interpreters(told, context_) : makeConverse;
        const RunTools runTools{makeTold,
                                health,
                                pool_,
                                clock_,
                                findings,
                                [this] { return interrupt_.raised(); },
                                order_.options.jobs,
                                order_.options.timeout};
        auto plan = planOf(order_.selected, pool_, order_.options.intrusive || context_.loopback);
        const RunEnd runEnd = carryOut(std::move(plan), runTools);
        if (interrupt_.raised()) {
            findings.finishRun(false);
            return cutOff(limit, findings.count());
        }
        return endOf(runEnd, canary, findings);
    }

  private:
    using Vector = vector::Vector;

    Approach greetTarget(const Vector& greeting, const InterpreterTools& tools) {
        const ConverseIn converse = [&](const dialogue::RunContext& context, const Vector& vector) {
            return interpreters(tools, context)()(vector, {}, 1);
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

    /// Every account with every mechanism that the protected stream offers, then the steps that need a login,
    /// and whoever else is logged in.
    void tryAccounts(Canary& canary, const ConverseMaker& makeConverse) {
        if (pool_.empty() || canary.evidence()) return;
        std::vector<std::string> offered;
        for (const Outcome& outcome : canary.outcomes()) addEachOnce(outcome.mechanisms, offered);
        logins_ = tryLogins(order_.corpus, pool_.accounts(), offered, order_.options.jobs, makeConverse);
        context_.logins = &logins_;
        context_.sessions = &sessions_;
        pool_.know(logins_, {});
        canary.climb(kLoginIds);
        const bool delivers =
            std::any_of(order_.selected.begin(), order_.selected.end(),
                        [](const Vector* vector) { return demandOf(*vector).tenancy >= Tenancy::Visible; });
        if (!delivers || canary.evidence()) return;
        lookForStrangers(order_.corpus, pool_.accounts(), logins_, order_.options.jobs, makeConverse);
        pool_.know(logins_, sessions_.strangers());
    }

    void tellFacts(const Outcome& greeting, const Canary& canary) {
        reports::TargetFacts facts;
        std::vector<const Outcome*> showed;
        for (const Outcome& outcome : canary.outcomes()) showed.insert(showed.begin(), &outcome);
        showed.push_back(&greeting);
        for (const Outcome* outcome : showed) {
            if (!facts.tls) facts.tls = outcome->tls;
            if (facts.mechanisms.empty()) addEachOnce(outcome->mechanisms, facts.mechanisms);
            addEachOnce(outcome->features, facts.features);
        }
        facts.logins = logins_.all();
        if (canary.login()) facts.canary = nameOf(canary.login()->step);
        facts.canaryReason = whyNoDeeper(canary);
        listener_.targetKnown(facts);
    }

    static std::string whyNoDeeper(const Canary& canary) {
        if (!canary.evidence()) return {};
        const bool untrusted = canary.evidence()->why.came == judge::Came::Kind::Untrusted;
        return fmt::format("the login does not work: {}{}", canary.reason(),
                           untrusted ? "; --ca names an authority to trust, --insecure trusts any" : "");
    }

    std::string noAccountRight() const {
        reports::TargetFacts facts;
        facts.logins = logins_.all();
        return "no account is right: " + reports::loginTroubles(facts).front();
    }

    RunResult nothingThere(const Approach& found) {
        RunResult result = end(Ending::NothingThere, ExitCode::NothingThere, found.reason);
        result.evidence = found.greeting;
        return result;
    }

    RunResult cutOff(const TimeLimit& limit, const VerdictCount& count) {
        return end(Ending::CutOff, count.exitCode(order_.options.failOn, Ending::CutOff),
                   limit.reached()
                       ? fmt::format("the run was cut off after {:g} s (--max-time)",
                                     std::chrono::duration<double>(order_.options.maxTime).count())
                       : "the run was interrupted");
    }

    RunResult endOf(const RunEnd& runEnd, const Canary& canary, Findings& findings) {
        findings.finishRun(runEnd.ending == Ending::Complete && order_.options.select.empty() &&
                           order_.options.exclude.empty() && order_.options.level == vector::Level::May);
        VerdictCount count = findings.count();
        count.setNoAccountRight(pool_.allRefused());
        const ExitCode code = count.exitCode(order_.options.failOn, runEnd.ending);
        std::string reason = runEnd.reason;
        if (reason.empty() && pool_.allRefused()) reason = noAccountRight();
        if (reason.empty()) reason = whyNoDeeper(canary);
        if (reason.empty() && code == ExitCode::TooLittle)
            reason = count.judged() == 0 ? std::string("none of the selected vectors judged anything")
                                         : fmt::format("{} vectors could not be judged", count.gaps());
        RunResult result = end(runEnd.ending, code, std::move(reason));
        if (code == ExitCode::NothingThere) result.evidence = canary.evidence();
        return result;
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
    octets::Interrupt& interrupt_;
    octets::SystemClock clock_;
    std::uint64_t seed_;
    AccountPool pool_;
    dialogue::Logins logins_;
    dialogue::Sessions sessions_;
    dialogue::SetUps setUps_;
    judge::StreamIds streamIds_;
    dialogue::RunContext context_;
    octets::Instant began_;
    std::chrono::system_clock::time_point started_;
    BaselineWatch watch_;
};

}  // namespace

RunResult holdRun(const RunOrder& order, reports::Listener& listener, octets::Interrupt& interrupt) {
    return Run(order, listener, interrupt).hold();
}

}  // namespace xmppconf::suite
