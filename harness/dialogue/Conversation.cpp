#include "harness/dialogue/Conversation.h"

#include <fmt/format.h>

#include "harness/dialogue/Features.h"
#include "harness/dialogue/Sessions.h"
#include "harness/judge/Came.h"

namespace xmppconf::dialogue {

namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

Conversation::Conversation(Stage& stage, const vector::Vector& vector, Observer* observer)
    : stage_(stage),
      vector_(vector),
      observer_(observer),
      opener_(stage),
      sender_(stage),
      expecter_(stage, [this](std::span<const vector::Action> actions) { return perform(actions); }),
      silence_(stage),
      decider_(stage) {}

Outcome Conversation::hold() {
    const Flow flow = perform(std::span(vector_.actions));
    Outcome outcome;
    outcome.whole = flow == Flow::Continue;
    outcome.ended = std::move(ended_);
    outcome.vector = &vector_;
    noteOffers(outcome);
    opener_.leave();
    stage_.ledger.conclude(stage_.invariants, outcome);
    noteStrangers(outcome);
    outcome.duration = stage_.recorder.elapsed();
    outcome.spoke = stage_.recorder.spoke();
    outcome.transcript = stage_.recorder.take();
    for (sasl::Secret& secret : stage_.scope.secrets()) outcome.secrets.push_back(std::move(secret));
    return outcome;
}

Flow Conversation::perform(std::span<const vector::Action> actions) {
    for (const auto& action : actions) {
        if (perform(action) == Flow::Stop) return Flow::Stop;
        if (stage_.interrupted()) return stage_.ledger.interrupted();
    }
    return Flow::Continue;
}

Flow Conversation::perform(const vector::Action& action) {
    if (observer_) observer_->actionStarted(action, stage_.ledger.uses(), stage_.recorder.elapsed());
    const Flow flow = stage_.ledger.givenUp(action) ? Flow::Stop : carryOut(action);
    if (observer_) tellChecks();
    if (flow == Flow::Stop && ended_.empty()) {  // the innermost action is the first that knows
        ended_ = stage_.ledger.uses();
        ended_.push_back(action.place);
    }
    return flow;
}

Flow Conversation::carryOut(const vector::Action& action) {
    return std::visit(Overloaded{
                          [&](const vector::Connect& body) { return opener_.connect(action, body); },
                          [&](const vector::StartTls& body) { return opener_.startTls(action, body); },
                          [&](const vector::Send& body) { return sender_.send(action, body); },
                          [&](const vector::Restart&) { return restart(action); },
                          [&](const vector::Expect&) { return expecter_.one(action); },
                          [&](const vector::ExpectHeader&) { return expecter_.one(action); },
                          [&](const vector::ExpectEnd& body) { return expecter_.end(action, body); },
                          [&](const vector::ExpectNothing& body) { return silence_.expect(action, body); },
                          [&](const vector::OneOf& body) { return expecter_.oneOf(action, body); },
                          [&](const vector::AllOf& body) { return expecter_.allOf(action, body); },
                          [&](const vector::Need& body) { return decider_.need(action, body); },
                          [&](const vector::Skip& body) { return stage_.ledger.skip(body.why); },
                          [&](const vector::Assert& body) { return decider_.check(action, body); },
                          [&](const vector::Let& body) { return decider_.let(body); },
                          [&](const vector::SaslExchange& body) { return decider_.exchange(action, body); },
                          [&](const vector::Choose& body) { return choose(action, body); },
                          [&](const vector::Use& body) { return use(action, body); },
                          [&](const vector::Close&) { return expecter_.close(action); },
                          [&](const vector::Drop& body) { return opener_.drop(action, body); },
                      },
                      action.body);
}

void Conversation::tellChecks() {
    const auto& checks = stage_.ledger.checks();
    if (toldChecks_ == checks.size()) return;
    const auto secrets = stage_.scope.secrets();
    while (toldChecks_ < checks.size())
        observer_->checked(checks[toldChecks_++], secrets, stage_.recorder.elapsed());
}

Flow Conversation::use(const vector::Action& action, const vector::Use& use) {
    stage_.ledger.enter(action.place);
    const Flow flow = perform(std::span(*use.actions));
    stage_.ledger.leave();
    return flow;
}

Flow Conversation::choose(const vector::Action& action, const vector::Choose& choose) {
    if (const vector::If* branch = decider_.choose(action, choose))
        return perform(std::span(*branch->actions));
    return stage_.ledger.block({.kind = judge::Reason::Kind::NoBranchFits, .place = action.place});
}

Flow Conversation::restart(const vector::Action& action) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    connection->restart();
    return Flow::Continue;
}

void Conversation::noteStrangers(Outcome& outcome) const {
    Sessions* sessions = stage_.context.sessions;
    if (!sessions) return;
    for (const auto& [name, connection] : stage_.connections())
        if (connection->facts().bound()) sessions->bound(connection->facts().boundJid);
    for (const auto& [name, connection] : stage_.connections())
        for (const std::string& jid : connection->facts().seenAvailable)
            for (const auto& [role, account] : stage_.scope.accounts())
                if (jid.starts_with(account.jid() + "/") && sessions->showed(account.jid(), jid))
                    outcome.strangers.push_back(jid);
    if (!outcome.strangers.empty()) suspectStranger(outcome, outcome.strangers.front());
}

void Conversation::noteOffers(Outcome& outcome) const {
    for (const auto& [name, connection] : stage_.connections()) {
        const stream::StreamFacts& facts = connection->facts();
        if (facts.tls) outcome.tls = facts.tls;
        outcome.faltered |= judge::tellsOfLoad(std::string_view(facts.receiver.errorCondition)) ||
                            judge::tellsOfLoad(std::string_view(facts.saslFailure));
        if (!facts.saslFailure.empty()) outcome.saslFailure = facts.saslFailure;
        for (const auto& features : facts.allFeatures) {
            for (auto& mechanism : offeredMechanisms(*features))
                outcome.mechanisms.push_back(std::move(mechanism));
            for (auto& feature : offeredFeatures(*features)) outcome.features.push_back(std::move(feature));
        }
    }
}

}  // namespace xmppconf::dialogue
