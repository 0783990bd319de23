#include "suite/recording/RecordedInterpreter.h"

#include <optional>
#include <utility>

#include "harness/dialogue/Interpreter.h"
#include "harness/dialogue/Logins.h"
#include "harness/dialogue/Sessions.h"
#include "harness/dialogue/SetUps.h"
#include "harness/octets/RecordingNetwork.h"
#include "suite/recording/RecordedFields.h"

namespace xmppconf::suite {
namespace {

/// Notes what the run had given up, as far as the conversation asked.
class WatchedSetUps final : public dialogue::SetUps {
  public:
    WatchedSetUps(dialogue::SetUps& run, std::map<std::string, std::string>& givenUp)
        : run_(run), givenUp_(givenUp) {}

    void succeeded(const vector::Action& action) override { run_.succeeded(action); }
    void failed(const vector::Action& action, const judge::Came& came, Failed failure) override {
        run_.failed(action, came, std::move(failure));
    }
    std::optional<Failed> givenUp(const vector::Action& action) const override {
        auto last = run_.givenUp(action);
        if (last) givenUp_[shown(action.place)] = last->actual;
        return last;
    }

  private:
    dialogue::SetUps& run_;
    std::map<std::string, std::string>& givenUp_;
};

/// Notes whom the run took for strangers.
class WatchedSessions final : public dialogue::Sessions {
  public:
    WatchedSessions(dialogue::Sessions& run, std::set<std::string>& strangers)
        : run_(run), strangers_(strangers) {}

    void bound(const std::string& fullJid) override { run_.bound(fullJid); }
    bool showed(const std::string& account, const std::string& fullJid) override {
        const bool stranger = run_.showed(account, fullJid);
        if (stranger) strangers_.insert(fullJid);
        return stranger;
    }

  private:
    dialogue::Sessions& run_;
    std::set<std::string>& strangers_;
};

RecordedContext recorded(const dialogue::RunContext& context) {
    RecordedContext noted{context.endpoint, context.directEndpoint, context.domain,
                          context.security, context.timeout,        context.loopback};
    if (context.logins) noted.logins = context.logins->all();
    return noted;
}

}  // namespace

dialogue::Outcome interpretAndRecord(const RecordedOrder& order, RecordingSink& sink) {
    RecordedConversation noted;
    noted.context = recorded(order.context);
    noted.vector = order.vector.id;
    noted.attempt = order.attempt;
    noted.seed = order.seed;
    noted.randomName = order.randomName;
    noted.asksAnew = order.context.asksAnew;
    for (const auto& [role, account] : order.roles) noted.accounts[role] = account.jid();

    dialogue::RunContext context = order.context;
    std::optional<WatchedSetUps> setUps;
    if (context.setUps) context.setUps = &setUps.emplace(*context.setUps, noted.givenUp);
    std::optional<WatchedSessions> sessions;
    if (context.sessions) context.sessions = &sessions.emplace(*context.sessions, noted.strangers);

    octets::SeededRandom random(order.seed, order.randomName);
    octets::RecordingNetwork network(order.network, order.clock);
    dialogue::Outcome outcome = dialogue::Interpreter(order.corpus, context, network.clock(), network)
                                    .run(order.vector, order.roles, random, order.observer);
    if (order.network.interrupted()) return outcome;
    noted.network = network.recording();
    noted.judged = judgedText(outcome, order.corpus);
    sink.add(noted);
    return outcome;
}

}  // namespace xmppconf::suite
