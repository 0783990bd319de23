#include "suite/run/LoginTrials.h"

#include <Poco/String.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <thread>

#include "suite/corpus/Selection.h"
#include "suite/run/Health.h"

namespace xmppconf::suite {
namespace {

using dialogue::Login;
using judge::Verdict;

constexpr int kMostTries = 5;
constexpr std::string_view kSuccess = "RFC6120/6.4.6/success";
constexpr std::string_view kPlus = "-PLUS";
constexpr std::string_view kBindings[] = {"tls-exporter", "tls-server-end-point", "tls-unique"};

struct Trial {
    const vector::Vector* vector = nullptr;
    const dialogue::Account* account = nullptr;
    std::string mechanism;
    std::string binding{};
    std::optional<Login> login{};  ///< nothing: it was not on offer after all, or nothing came to a verdict
};

void addTrials(const vector::Corpus& corpus, const dialogue::Account& account, const std::string& mechanism,
               std::vector<Trial>& trials) {
    const std::string id = std::string(kControlPrefix) + Poco::toLower(mechanism);
    if (!mechanism.ends_with(kPlus)) {
        if (const vector::Vector* vector = corpus.vector(id)) trials.push_back({vector, &account, mechanism});
        return;
    }
    for (const std::string_view binding : kBindings)
        if (const vector::Vector* vector = corpus.vector(id + "-" + std::string(binding)))
            trials.push_back({vector, &account, mechanism, std::string(binding)});
}

/// The server took the login, whatever else the exchange broke: that is for the vectors to judge.
bool loggedIn(const dialogue::Outcome& outcome) {
    const auto& checks = outcome.checks;
    return std::any_of(checks.begin(), checks.end(),
                       [](const judge::Check& check) {
                           return check.invariant.empty() && check.verdict == Verdict::Pass;
                       }) &&
           std::none_of(checks.begin(), checks.end(), [&](const judge::Check& check) {
               return check.requirement == kSuccess && check.verdict != Verdict::Pass;
           });
}

/// It came as far as the exchange.
bool offers(const dialogue::Outcome& outcome, const std::string& mechanism) {
    return std::find(outcome.mechanisms.begin(), outcome.mechanisms.end(), mechanism) !=
           outcome.mechanisms.end();
}

std::optional<Login> loginFrom(const Trial& trial, const dialogue::Outcome& outcome) {
    Login login{trial.account->jid(), trial.mechanism, trial.binding, Login::Result::Works, {}};
    if (outcome.verdict == Verdict::Error) return {};
    if (outcome.verdict == Verdict::Blocked && !offers(outcome, trial.mechanism)) return {};
    if (outcome.verdict != Verdict::Blocked && loggedIn(outcome)) return login;
    if (outcome.verdict == Verdict::Skip) {  // on offer, so what is missing is ours
        if (!trial.binding.empty()) return {};
        login.result = Login::Result::Unusable;
        login.said = outcome.reason();
        return login;
    }
    login.result = outcome.saslFailure.empty() ? Login::Result::Broken : Login::Result::Refused;
    login.said = outcome.saslFailure.empty() ? whatWentWrong(outcome) : outcome.saslFailure;
    return login;
}

void hold(Trial& trial, const Converse& converse, std::atomic<int>& attempts) {
    for (int tries = 0; tries < kMostTries; ++tries) {
        trial.login = loginFrom(trial, converse(*trial.vector, {{"alice", *trial.account}}, ++attempts));
        if (trial.login && trial.login->result != Login::Result::Broken &&
            !judge::tellsOfLoad(std::string_view(trial.login->said)))
            return;
    }
}

/// Calls `work` with each index below `count` and a conversation of its own thread.
void sideBySide(std::size_t count, int jobs, const ConverseMaker& makeConverse,
                const std::function<void(std::size_t, const Converse&)>& work) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(jobs), count); ++i)
        workers.emplace_back([&, converse = makeConverse()] {
            for (std::size_t at = next++; at < count; at = next++) work(at, converse);
        });
}

}  // namespace

dialogue::Logins tryLogins(const vector::Corpus& corpus, const std::vector<dialogue::Account>& accounts,
                           const std::vector<std::string>& offered, int jobs,
                           const ConverseMaker& makeConverse) {
    std::vector<Trial> trials;
    for (const dialogue::Account& account : accounts)
        for (const std::string& mechanism : offered) addTrials(corpus, account, mechanism, trials);
    std::atomic<int> attempts = 0;
    sideBySide(trials.size(), jobs, makeConverse,
               [&](std::size_t at, const Converse& converse) { hold(trials[at], converse, attempts); });
    dialogue::Logins logins;
    for (Trial& trial : trials)
        if (trial.login) logins.add(*std::move(trial.login));
    return logins;
}

void lookForStrangers(const vector::Corpus& corpus, const std::vector<dialogue::Account>& accounts,
                      const dialogue::Logins& logins, int jobs, const ConverseMaker& makeConverse) {
    const vector::Vector* vector = corpus.vector(kAloneId);
    if (!vector) return;
    sideBySide(accounts.size(), jobs, makeConverse, [&](std::size_t at, const Converse& converse) {
        if (!logins.refused(accounts[at].jid()))
            converse(*vector, {{"alice", accounts[at]}}, static_cast<int>(at) + 1);
    });
}

}  // namespace xmppconf::suite
