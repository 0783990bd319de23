#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/judge/Check.h"
#include "harness/judge/Values.h"
#include "harness/vector/Corpus.h"
#include "harness/xml/StreamEvent.h"

namespace xmppconf::judge {

/// Holds all traffic of one vector against what must always and never be. Keeps one check for each invariant
/// that had occasion: the first breach, or that it was met.
class InvariantJudge {
  public:
    /// Both must outlive this.
    InvariantJudge(const vector::Corpus& corpus, Values& values);

    void sent(const std::string& conn, const xml::Element& element);
    /// The requirement that the header or element breaks in a way that spoils it. Empty: none.
    std::string received(const std::string& conn, const xml::StreamEvent& event);
    /// Somebody waited for the end of a stream behind a stream error. `actual`: how it came out. The
    /// requirement that this breaks; empty: none.
    std::string endedAfterError(bool met, const std::string& actual);

    const std::map<std::string, Check>& checks() const { return checks_; }

  private:
    void judge(const vector::Invariant& invariant, bool met, std::string expected, std::string actual);
    std::string always(const xml::Element& element);
    void answer(const std::string& conn, const xml::Element& element);
    void violation(const xml::StreamEvent& event);

    const vector::Corpus& corpus_;
    Values& values_;
    std::map<std::string, Check> checks_;
    std::map<std::string, int> unanswered_;  ///< by connection and id: requests sent less answers seen
};

}  // namespace xmppconf::judge
