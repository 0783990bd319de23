#pragma once

#include <string>
#include <vector>

#include "ScriptedNetwork.h"
#include "harness/dialogue/Interpreter.h"
#include "harness/dialogue/SetUps.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::tests {

/// Plays one vector against scripted servers and keeps what came of it.
class Rehearsal {
  public:
    /// `actions`: the vector's content behind its judges, which are `must`, `should` and `may`; those the
    /// actions do not mention are left out.
    Rehearsal(const std::string& actions, std::vector<std::vector<Rule>> servers,
              const std::string& invariants = "", dialogue::SetUps* setUps = nullptr,
              dialogue::Observer* observer = nullptr);

    dialogue::Outcome outcome;
    std::string wire;

    judge::Verdict verdict() const { return outcome.verdict; }
    /// The verdict on the requirement of that judge: "pass", "fail", …; "" where it was not judged.
    std::string judged(const std::string& as) const;

  private:
    vector::Corpus corpus_;
};

/// A server that answers a stream header and offers PLAIN.
Rule opens(const std::string& id = "s1", const std::string& features =
                                             "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                                             "<mechanism>PLAIN</mechanism></mechanisms>");
std::string header(const std::string& id);

/// Opens a stream, as most of what is rehearsed begins.
inline const std::string kOpen = R"(<use fragment="open" conn="c"/>)";

}  // namespace xmppconf::tests
