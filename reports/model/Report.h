#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/dialogue/Transcript.h"
#include "harness/judge/Check.h"
#include "harness/vector/Corpus.h"
#include "reports/model/Listener.h"
#include "reports/model/StandingCounts.h"
#include "reports/model/VectorTally.h"

/// What a report knows. It comes from a run (ReportMaker.h) or from the JSON of an earlier one
/// (ReportReader.h), and is the same in both cases: every report file is written from these structs and from
/// nothing else. Texts are UTF-8 without control characters but LF and TAB (see `visible` in Escape.h),
/// octets of transcripts are as they went over the wire. No secrets.
namespace xmppconf::reports {

/// What is known before the first vector runs.
struct ReportStart {
    std::string toolVersion;
    std::string host;
    unsigned short port = 0;
    std::string domain;
    std::string security;  ///< "none", "starttls", "direct"
    std::string started;   ///< RFC 3339, UTC, to the second
    int jobs = 1;
    long long timeoutMs = 0;  ///< of one wait, where the vector does not say; 0: not known (an older report)
    std::uint64_t seed = 0;
    std::string command;
    std::size_t selected = 0;  ///< how many vectors were to run
    Gate gate;                 ///< what fails the run
    std::vector<vector::Specification> specifications;
    std::map<std::string, vector::Requirement, std::less<>> requirements;  ///< the catalogue, without places
    std::vector<vector::NamedSource> fragments{};
    std::vector<vector::NamedSource> invariants{};

    /// Nothing when the catalogue does not know the id.
    const vector::Requirement* requirement(std::string_view id) const;
    std::string target() const;  ///< "host:port", IPv6 in brackets
};

/// One try of a vector, other than the one that the vector itself tells of.
struct ReportedAttempt {
    int number = 1;  ///< from 1
    bool alone = false;
    judge::Verdict verdict = judge::Verdict::Error;
    std::string reason;
    long long durationMs = 0;
    dialogue::Obstacle blockedBy{};
    std::vector<judge::Check> checks;
    dialogue::Transcript transcript;
};

/// All about one vector that was run.
struct ReportedVector {
    std::string id;
    std::string title;
    vector::Step step = vector::Step::Stream;
    int revision = 1;  ///< of the vector; raised when it may judge otherwise
    std::string file;  ///< as the user named it; may be empty
    int line = 0;      ///< where its source begins; 0: unknown
    std::string note;  ///< how an ambiguous text was read; may be empty
    std::string seen;  ///< a real server that had the bug; may be empty
    judge::Verdict verdict = judge::Verdict::Error;
    std::string reason;  ///< a sentence; empty with pass
    bool hurt = false;   ///< the server no longer served because of it
    long long durationMs = 0;
    std::string repeat;                  ///< the command line that runs it again
    std::vector<vector::Judges> judges;  ///< what it asks
    std::vector<judge::Check> checks;    ///< what was judged; may hold requirements that it does not ask for
    dialogue::Transcript transcript;
    std::string source;                  ///< the vector as written; empty: unknown
    std::vector<vector::Place> ended{};  ///< as in dialogue::Outcome
    dialogue::Obstacle blockedBy{};
    dialogue::SkippedFor skippedFor = dialogue::SkippedFor::Target;
    dialogue::Mark mark = dialogue::Mark::None;
    int attempt = 1;  ///< the number of the try that this is
    bool alone = false;
    std::vector<ReportedAttempt> others{};  ///< the other tries, by number
    std::vector<std::string> seenIn{};      ///< as in dialogue::Outcome
};

/// One vector in short, for what is told of many at once.
struct VectorBrief {
    struct Judged {
        std::string requirement;
        judge::Verdict verdict = judge::Verdict::Pass;  ///< the one that decides over all its checks here
    };
    std::string id;
    std::string title;
    vector::Step step = vector::Step::Stream;
    judge::Verdict verdict = judge::Verdict::Error;
    std::string reason;  ///< shortened
    bool hurt = false;
    long long durationMs = 0;
    std::vector<std::string> judges;  ///< the requirements that it asks for
    std::vector<Judged> judged;       ///< in the order of the checks, without what was only seen
    dialogue::Obstacle blockedBy{};
    dialogue::Mark mark = dialogue::Mark::None;
    std::vector<std::string> seenIn{};  ///< as in dialogue::Outcome
};

/// What became of one requirement of the catalogue.
struct RequirementResult {
    std::string id;
    Standing standing = Standing::Untested;
    /// Selected ones that judge it, then what tells of its invariants; in the order of the run.
    std::vector<std::string> vectors;
};

/// All of a report but what `ReportedVector` holds of each vector, which is large.
struct Report {
    ReportStart start;
    std::optional<TargetFacts> facts;  ///< nothing: the target was never seen
    long long durationMs = 0;
    bool complete = false;
    int exitCode = 0;
    std::string reason;  ///< why the run ended early or judged nothing, or how it compares with its baseline
    BaselineResult baseline;
    std::vector<VectorBrief> vectors;  ///< those that were run, in the order of the corpus
    /// The whole catalogue, by specification, section and id.
    std::vector<RequirementResult> requirements;
};

/// A report with all its vectors, as it is read back; the vectors are those of `report.vectors`, one for one.
struct WholeReport {
    Report report;
    std::vector<ReportedVector> vectors;
};

/// A check is what the verdict rests on, and says more than the reason, which repeats it.
bool isExplained(const ReportedVector& vector);
VectorBrief briefOf(const ReportedVector& vector);
VectorTally tallyOf(const Report& report);
StandingCounts countsOf(const Report& report);  ///< of its requirements

}  // namespace xmppconf::reports
