#pragma once

#include <map>
#include <memory>
#include <string>

#include "harness/dialogue/Connection.h"
#include "harness/dialogue/Ledger.h"
#include "harness/dialogue/RunContext.h"
#include "harness/dialogue/Scope.h"
#include "harness/judge/InvariantJudge.h"
#include "harness/octets/Network.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::dialogue {

/// What the actors of one conversation share: its connections, names, transcript and judgements, and the only
/// place where it waits.
class Stage {
  public:
    /// All references must outlive this.
    Stage(const vector::Corpus& corpus, const RunContext& context, const vector::Vector& vector,
          const std::map<std::string, Account>& roles, const octets::Clock& clock, octets::Network& network,
          octets::Random& random);

    const vector::Corpus& corpus;
    const RunContext& context;
    const octets::Clock& clock;
    octets::Network& network;
    octets::Random& random;
    Scope scope;
    judge::InvariantJudge invariants;
    Recorder recorder;
    Ledger ledger;

    Connection* find(std::string_view name) const;
    Connection& add(const std::string& name, std::unique_ptr<octets::Link> link);
    const std::map<std::string, std::unique_ptr<Connection>, std::less<>>& connections() const {
        return connections_;
    }

    octets::Instant deadline(const vector::Action& action) const;
    /// Lets things happen on all connections until something does, or until the deadline.
    void pump(octets::Instant deadline);
    /// What comes next on a connection, or null when nothing came by the deadline or the run was interrupted.
    const stream::Item* await(Connection& connection, octets::Instant deadline);
    bool interrupted() const { return interrupted_; }
    /// More came than is looked at behind a deadline: the last wait says nothing about what did not come.
    bool outrun() const;
    /// "nothing came within 10 s"
    std::string silence(const vector::Action& action) const;

  private:
    std::map<std::string, std::unique_ptr<Connection>, std::less<>> connections_;
    bool interrupted_ = false;
    int late_ = 0;  ///< how many looks there were behind a deadline, one after the other
};

}  // namespace xmppconf::dialogue
