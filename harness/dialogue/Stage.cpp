#include "harness/dialogue/Stage.h"

#include <fmt/format.h>

#include <vector>

#include "harness/xml/Namespaces.h"

namespace xmppconf::dialogue {

namespace {

// What came in time is looked at, however busy this machine is; what a flood goes on to bring is not.
constexpr int kMostLate = 1000;

}  // namespace

Stage::Stage(const vector::Corpus& all, const RunContext& run, const vector::Vector& vector,
             const std::map<std::string, Account>& roles, const octets::Clock& ticking,
             octets::Network& reached, octets::Random& dice)
    : corpus(all),
      context(run),
      clock(ticking),
      network(reached),
      random(dice),
      scope(run, roles, dice, [this](std::string_view name) { return find(name); }),
      invariants(corpus, xml::ns::kClient, scope, run.streamIds, vector.id),
      recorder(ticking, run.transcriptOctets),
      ledger(corpus, vector, scope, run.setUps, run.asksAnew) {}

Connection* Stage::find(std::string_view name) const {
    const auto found = connections_.find(name);
    return found == connections_.end() ? nullptr : found->second.get();
}

Connection& Stage::add(const std::string& name, std::unique_ptr<octets::Link> link) {
    auto connection = std::make_unique<Connection>(name, std::move(link), clock, recorder, invariants);
    return *(connections_[name] = std::move(connection));
}

octets::Instant Stage::deadline(const vector::Action& action) const {
    return clock.now() + action.within.value_or(context.timeout);
}

void Stage::pump(octets::Instant deadline) {
    std::vector<octets::Waitable*> links;
    for (const auto& [name, connection] : connections_) {
        if (connection->live()) links.push_back(&connection->link());
    }
    if (network.wait(links, deadline) == octets::Network::Woken::Interrupted) interrupted_ = true;
    for (const auto& [name, connection] : connections_) connection->absorb();
}

const stream::Item* Stage::await(Connection& connection, octets::Instant deadline) {
    while (true) {
        const bool late = clock.now() >= deadline;
        late_ = late ? late_ + 1 : 0;
        if (late_ > kMostLate) return nullptr;
        if (const stream::Item* incoming = connection.peek()) return incoming;
        connection.answerCloseNotify();
        if (interrupted_ || late) return nullptr;
        pump(deadline);
    }
}

bool Stage::outrun() const { return late_ > kMostLate; }

std::string Stage::silence(const vector::Action& action) const {
    if (interrupted_) return "the run was interrupted";
    const auto waited = action.within.value_or(context.timeout);
    const double seconds = std::chrono::duration<double>(waited).count();
    return fmt::format("nothing came within {:g} s", seconds);
}

}  // namespace xmppconf::dialogue
