#include "suite/recording/Replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "harness/dialogue/Interpreter.h"
#include "harness/dialogue/Logins.h"
#include "harness/dialogue/Sessions.h"
#include "harness/dialogue/SetUps.h"
#include "harness/octets/Random.h"
#include "harness/octets/ReplayNetwork.h"
#include "suite/recording/RecordedFields.h"

namespace xmppconf::suite {
namespace {

/// What the recorded run had given up when the conversation asked.
class RecordedSetUps final : public dialogue::SetUps {
  public:
    explicit RecordedSetUps(const std::map<std::string, std::string>& givenUp) : givenUp_(givenUp) {}

    void succeeded(const vector::Action&) override {}
    void failed(const vector::Action&, const judge::Came&, Failed) override {}
    std::optional<Failed> givenUp(const vector::Action& action) const override {
        const auto found = givenUp_.find(shown(action.place));
        if (found == givenUp_.end()) return std::nullopt;
        return Failed{found->second, {}};
    }

  private:
    const std::map<std::string, std::string>& givenUp_;
};

/// Whom the recorded run took for strangers.
class RecordedSessions final : public dialogue::Sessions {
  public:
    explicit RecordedSessions(const std::set<std::string>& strangers) : strangers_(strangers) {}

    void bound(const std::string&) override {}
    bool showed(const std::string&, const std::string& fullJid) override {
        return strangers_.contains(fullJid);
    }

  private:
    const std::set<std::string>& strangers_;
};

Result<std::map<std::string, dialogue::Account>> rolesOf(const RecordedConversation& conversation,
                                                         const std::vector<dialogue::Account>& accounts) {
    std::map<std::string, dialogue::Account> roles;
    for (const auto& [role, jid] : conversation.accounts) {
        const auto found =
            std::find_if(accounts.begin(), accounts.end(),
                         [&jid = jid](const dialogue::Account& each) { return each.jid() == jid; });
        if (found == accounts.end())
            return Failure{fmt::format("the account {} of {} is not given", jid, conversation.vector)};
        roles[role] = *found;
    }
    return roles;
}

}  // namespace

Result<Replayed> replay(const RecordedConversation& conversation, const vector::Corpus& corpus,
                        const std::vector<dialogue::Account>& accounts) {
    const vector::Vector* vector = corpus.vector(conversation.vector);
    if (!vector) return Failure{fmt::format("there is no vector '{}' any more", conversation.vector)};
    const auto roles = rolesOf(conversation, accounts);
    if (!roles) return Failure{roles.error()};

    dialogue::Logins logins;
    RecordedSetUps setUps(conversation.givenUp);
    RecordedSessions sessions(conversation.strangers);
    dialogue::RunContext context;
    context.endpoint = conversation.context.endpoint;
    context.directEndpoint = conversation.context.directEndpoint;
    context.domain = conversation.context.domain;
    context.security = conversation.context.security;
    context.timeout = conversation.context.timeout;
    context.loopback = conversation.context.loopback;
    context.asksAnew = conversation.asksAnew;
    context.setUps = &setUps;
    context.sessions = &sessions;
    if (conversation.context.logins) {
        for (const dialogue::Login& login : *conversation.context.logins) logins.add(login);
        context.logins = &logins;
    }

    octets::SeededRandom random(conversation.seed, conversation.randomName);
    octets::ReplayNetwork network(conversation.network);
    Replayed replayed;
    replayed.outcome =
        dialogue::Interpreter(corpus, context, network.clock(), network).run(*vector, roles.value(), random);
    replayed.difference = network.difference();
    const std::string judged = judgedText(replayed.outcome, corpus);
    if (replayed.difference.empty() && judged != conversation.judged)
        replayed.difference = fmt::format("it came to {} instead of {}", judged, conversation.judged);
    return replayed;
}

}  // namespace xmppconf::suite
