#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/judge/Check.h"
#include "harness/judge/StreamIds.h"
#include "harness/judge/Values.h"
#include "harness/vector/Corpus.h"
#include "harness/xml/StreamEvent.h"

namespace xmppconf::judge {

/// What somebody saw who waited for the end of a stream behind a stream error.
struct EndAfterError {
    using What = vector::Invariant::What;
    What what = What::Tag;
    bool met = false;
    std::string actual;  ///< how it came out, where it is not met
};

/// Holds all traffic of one vector against what must always and never be. Keeps one check for each invariant
/// that had occasion: the first breach, or that it was met.
class InvariantJudge {
  public:
    /// All must outlive this. `content`: the namespace of stanzas. `ids`: of the whole run, null: not judged;
    /// `vector` names this conversation there.
    InvariantJudge(const vector::Corpus& corpus, std::string_view content, Values& values,
                   StreamIds* ids = nullptr, std::string_view vector = {});

    void sent(const std::string& conn, const xml::Element& element);
    /// The requirements that the header or element breaks in a way that spoils it.
    std::vector<std::string> received(const std::string& conn, const xml::StreamEvent& event);
    /// The requirements that the end breaks.
    std::vector<std::string> endedAfterError(const EndAfterError& end);

    const std::map<std::string, Check>& checks() const { return checks_; }

  private:
    void judge(const vector::Invariant& invariant, bool met, std::string expected, std::string actual);
    std::vector<std::string> always(const xml::Element& element);
    void answer(const std::string& conn, const xml::Element& element);
    void violation(const xml::StreamEvent& event);
    void streamId(const std::string& conn, const xml::Element& header);

    const vector::Corpus& corpus_;
    std::string_view content_;
    Values& values_;
    StreamIds* ids_;
    std::string vector_;
    std::size_t conversation_;  ///< its number among those of the run
    std::map<std::string, Check> checks_;
    std::map<std::string, int> unanswered_;  ///< by connection and id: requests sent less answers seen
};

}  // namespace xmppconf::judge
