#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/model/Report.h"
#include "reports/model/RunReport.h"

namespace xmppconf::reports {

/// Octets that no report may let through as they are.
inline const std::string kHostileText(
    "\x1b[31m\0\x07 \xff\xfe \xc2\x9b ]]> </script><img src=x onerror=alert(1)> \"'& "
    "\xe2\x80\xae\xe2\x81\xa6 \xf0\x9f\x98\x80 \r\n\xed\xa0\x80 end",
    81);

/// A small run with every verdict in it, always the same, that tests may change before they play it.
class SampleRun {
  public:
    SampleRun();
    SampleRun(const SampleRun&) = delete;
    SampleRun& operator=(const SampleRun&) = delete;

    /// Gives it what a target with a broken login gives: logins that fail, vectors that others block, tries
    /// that differ, an invariant that two vectors saw broken.
    void breakLogins();
    /// Holds it against a baseline with an entry of every kind, accepted for that reason.
    void holdAgainstBaseline(const std::string& reason = "known since release 3");
    /// The whole run, in the order in which the outcomes stand.
    void play(const std::vector<RunReport*>& told) const;

    vector::Corpus corpus;
    RunInfo info;
    TargetFacts facts;
    std::vector<dialogue::Outcome> outcomes;
    RunSummary summary;
};

/// The run as a report, made live.
WholeReport wholeOf(const SampleRun& run);

}  // namespace xmppconf::reports
