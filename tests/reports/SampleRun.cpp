#include "SampleRun.h"

#include <memory>

#include "reports/model/InvariantFindings.h"
#include "reports/model/ReportMaker.h"
#include "reports/model/RunReports.h"

namespace xmppconf::reports {

namespace {

using dialogue::Outcome;
using dialogue::TranscriptEntry;
using judge::Check;
using judge::Verdict;
using Milliseconds = std::chrono::milliseconds;
using vector::Level;
using vector::Step;

vector::Place placeAt(const std::string& file, int line) {
    return {std::make_shared<const std::string>("vectors/rfc6120/" + file), line, 3};
}

void addRequirement(vector::Corpus& corpus, const std::string& section, const std::string& slug, Level level,
                    const std::string& text, const std::string& untestable = {}) {
    vector::Requirement requirement;
    requirement.spec = "RFC6120";
    requirement.section = section;
    requirement.id = "RFC6120/" + section + "/" + slug;
    requirement.level = level;
    requirement.text = text;
    requirement.link = "https://www.rfc-editor.org/rfc/rfc6120#section-" + section;
    requirement.untestable = untestable;
    if (section == "4.3.3") requirement.feature = "stream-restart";
    if (level != Level::Must) requirement.impact = vector::Impact::Form;
    if (slug == "close-with-stream-error") {
        requirement.impact = vector::Impact::Security;
        requirement.attack = "Somebody ends the stream of somebody else.";
    }
    corpus.requirements.emplace(requirement.id, requirement);
}

vector::Vector makeVector(const std::string& id, const std::string& title, Step step, int line,
                          const std::vector<std::string>& requirements) {
    vector::Vector vector;
    vector.id = id;
    vector.title = title;
    vector.step = step;
    vector.place = placeAt(std::string(nameOf(step)) + ".xml", line);
    vector.lastLine = line + 3;
    vector.source = "<vector id=\"" + id + "\">\n  <connect conn=\"c\"/>\n  <!-- a < b & c -->\n</vector>";
    for (const auto& requirement : requirements) vector.judges.push_back({"it", requirement});
    return vector;
}

Check makeCheck(const std::string& requirement, Level level, Verdict verdict, const vector::Place& place,
                std::vector<std::string> expected = {}, const std::string& actual = {}) {
    return {requirement, level, verdict, place, std::move(expected), actual, {}};
}

TranscriptEntry entry(int ms, TranscriptEntry::Kind kind, std::string octets, std::size_t cut = 0) {
    return {Milliseconds(ms), "c", kind, std::move(octets), cut};
}

dialogue::Transcript opening() {
    using Kind = TranscriptEntry::Kind;
    return {entry(0, Kind::Event, "connected to 127.0.0.1:5222"),
            entry(1, Kind::Sent,
                  "<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' "
                  "xmlns:stream='http://etherx.jabber.org/streams'>"),
            entry(3, Kind::Received,
                  "<?xml version='1.0'?><stream:stream id='1' from='localhost' version='1.0' "
                  "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>")};
}

}  // namespace

SampleRun::SampleRun() {
    using Kind = TranscriptEntry::Kind;
    corpus.specifications.push_back({"RFC6120", "XMPP: Core", "2011-03", "3651"});
    addRequirement(corpus, "4.3.3", "new-stream-id", Level::Must, "A restarted stream has a new id.");
    addRequirement(corpus, "4.10", "later", Level::Should, "Section 4.10 comes after section 4.9.");
    addRequirement(corpus, "4.8.1", "close-with-stream-error", Level::Must,
                   "A stream error is followed by the closing tag.");
    addRequirement(corpus, "4.8.1", "condition", Level::Should,
                   "The error names the condition that fits best.");
    addRequirement(corpus, "4.8.4", "text", Level::May, "An error may carry a text.");
    addRequirement(corpus, "6.3.4", "strong-mechanism", Level::Must,
                   "A mechanism with mutual authentication is offered.");
    addRequirement(corpus, "7.6", "resource", Level::Must, "A resource is bound on request.");
    addRequirement(corpus, "13.2", "private", Level::Must, "Keys are kept safe.",
                   "It happens inside the server.");

    corpus.vectors = {
        makeVector("stream/header/plain", "A plain stream header is answered", Step::Stream, 4,
                   {"RFC6120/4.3.3/new-stream-id"}),
        makeVector("stream/header/wrong-namespace", "A stream header in a wrong namespace", Step::Stream, 10,
                   {"RFC6120/4.8.1/close-with-stream-error", "RFC6120/4.8.1/condition"}),
        makeVector("stream/error/condition", "The fitting condition is used", Step::Stream, 20,
                   {"RFC6120/4.8.1/condition"}),
        makeVector("stream/error/text", "An error has a text", Step::Stream, 30, {"RFC6120/4.8.4/text"}),
        makeVector("sasl/external/login", "EXTERNAL login", Step::Sasl, 4,
                   {"RFC6120/6.3.4/strong-mechanism"}),
        makeVector("sasl/scram-sha-512/login", "SCRAM-SHA-512 login", Step::Sasl, 14,
                   {"RFC6120/6.3.4/strong-mechanism"}),
        makeVector("sasl/hostile", "A server that says hostile things", Step::Sasl, 24,
                   {"RFC6120/4.8.1/close-with-stream-error"}),
        makeVector("bind/resource/chosen", "A resource of the client's choice", Step::Bind, 4,
                   {"RFC6120/7.6/resource"}),
        makeVector("bind/resource/error", "Our own mistake", Step::Bind, 14, {"RFC6120/7.6/resource"}),
    };
    corpus.vectors[2].revision = 3;
    corpus.vectors[1].seen = "Example server 1.2";
    corpus.vectors[1].note = "Closing without an error is read as breaking the requirement.";

    corpus.fragments = {
        {"opened", placeAt("fragments.xml", 3),
         "<fragment name=\"opened\">\n  <use fragment=\"answered\"/>\n</fragment>"},
        {"answered", placeAt("fragments.xml", 8),
         "<fragment name=\"answered\">\n  <expect-header/>\n</fragment>"},
        {"unused", placeAt("fragments.xml", 12), "<fragment name=\"unused\">\n  <close/>\n</fragment>"}};

    vector::Invariant rule;
    rule.id = "no-nonsense";
    rule.requirement = "RFC6120/4.10/later";
    rule.place = placeAt("invariants.xml", 5);
    rule.source = "<always id=\"no-nonsense\">\n  <whenever/>\n</always>";
    corpus.invariants = {rule};
    corpus.always = {toldVector(rule, &corpus.requirements.at(rule.requirement))};

    info.corpus = &corpus;
    for (const auto& vector : corpus.vectors) info.selected.push_back(&vector);
    info.toolVersion = "0.1.0";
    info.host = "localhost";
    info.port = 5222;
    info.domain = "localhost";
    info.security = "starttls";
    info.started = std::chrono::system_clock::time_point(std::chrono::seconds(1700000000));
    info.jobs = 2;
    info.timeout = std::chrono::seconds(10);
    info.seed = 42;
    info.command = "xmppconf --target localhost --accounts accounts.json --seed 42";
    info.repeatCommand = "xmppconf --target localhost --accounts accounts.json --seed 42";

    octets::TlsFacts tls;
    tls.version = "TLSv1.3";
    tls.cipher = "TLS_AES_256_GCM_SHA384";
    tls.subject = "CN=localhost";
    tls.issuer = "CN=localhost";
    tls.notAfter = "2030-01-01T00:00:00Z";
    tls.fingerprint = "00ff";
    tls.verifyError = "self-signed certificate";
    facts = {tls, {"SCRAM-SHA-1", "PLAIN"}, {"{urn:ietf:params:xml:ns:xmpp-bind}bind"}};

    const auto outcome = [&](std::size_t index, Verdict verdict, const std::string& reason) -> Outcome& {
        Outcome made;
        made.vector = &corpus.vectors.at(index);
        made.verdict = verdict;
        made.why = judge::said(reason);
        made.duration = Milliseconds(12);
        made.transcript = opening();
        outcomes.push_back(std::move(made));
        return outcomes.back();
    };
    outcome(0, Verdict::Pass, "").checks = {makeCheck("RFC6120/4.3.3/new-stream-id", Level::Must,
                                                      Verdict::Pass, placeAt("stream.xml", 6), {"another id"},
                                                      "another id")};
    auto& failed = outcome(1, Verdict::Fail, "The connection was closed without a stream error.");
    failed.checks = {makeCheck("RFC6120/4.8.1/close-with-stream-error", Level::Must, Verdict::Fail,
                               placeAt("stream.xml", 12), {"<invalid-namespace/>", "any other stream error"},
                               "the end of the connection")};
    for (int i = 0; i < 4; ++i)
        failed.transcript.push_back(entry(10 + i, Kind::Received, "<a>\n  <b/>\n</a>"));
    failed.transcript.push_back(entry(20, Kind::Received, std::string(500, 'x'), 1000));
    failed.transcript.push_back(entry(21, Kind::Event, "the server closed the connection"));
    outcome(2, Verdict::Warn, "The condition is another one.").checks = {
        makeCheck("RFC6120/4.8.1/condition", Level::Should, Verdict::Warn, placeAt("stream.xml", 22),
                  {"<invalid-namespace/>"}, "<bad-format/>")};
    outcome(3, Verdict::Info, "There is no text.").checks = {makeCheck(
        "RFC6120/4.8.4/text", Level::May, Verdict::Info, placeAt("stream.xml", 32), {"<text/>"}, "nothing")};
    outcomes.back().checks.back().uses = {placeAt("stream.xml", 31)};
    outcomes.back().checks.back().place = placeAt("fragments.xml", 9);
    outcome(4, Verdict::Skip, "The server does not offer EXTERNAL.");
    outcome(5, Verdict::Skip, "The server does not offer SCRAM-SHA-512.");
    auto& hostile = outcome(6, Verdict::Fail, "It said: " + kHostileText);
    hostile.checks = {makeCheck("RFC6120/4.8.1/close-with-stream-error", Level::Must, Verdict::Fail,
                                placeAt("sasl.xml", 26), {"<" + kHostileText}, kHostileText)};
    hostile.transcript.push_back(entry(5, Kind::Received, kHostileText));
    hostile.transcript.push_back(entry(6, Kind::Event, kHostileText));
    outcome(7, Verdict::Blocked, "The login before it failed.").ended = {
        placeAt("bind.xml", 5), placeAt("fragments.xml", 4), placeAt("fragments.xml", 9)};
    outcome(8, Verdict::Error, "The vector sends what is not well-formed.").ended = {placeAt("bind.xml", 16)};

    summary.duration = Milliseconds(2345);
    summary.complete = true;
    summary.exitCode = 1;
}

void SampleRun::breakLogins() {
    using Result = dialogue::Login::Result;
    facts.logins = {
        {"user1@localhost", "SCRAM-SHA-1", "", Result::Works, ""},
        {"user1@localhost", "SCRAM-SHA-1-PLUS", "tls-exporter", Result::Broken, "no challenge came"},
        {"user2@localhost", "SCRAM-SHA-1", "", Result::Refused, "not-authorized"},
        {"user2@localhost", "PLAIN", "", Result::Refused, "not-authorized"},
        {"user3@localhost", "PLAIN", "", Result::Unusable, "the password holds U+0007"}};
    facts.canary = "restart";
    facts.canaryReason = "the login does not work: no bind result came";

    Outcome& met = outcomes.at(0);
    Outcome& flaky = outcomes.at(6);
    Outcome other = met;
    other.verdict = Verdict::Fail;
    other.why = judge::said("The header came too late.");
    other.checks.at(0).verdict = Verdict::Fail;
    other.checks.at(0).actual = "the same id";
    met.attempt = 2;
    met.alone = true;
    met.mark = dialogue::Mark::Load;
    met.earlier = {other};

    flaky.attempt = 2;
    flaky.alone = true;
    flaky.mark = dialogue::Mark::Flaky;
    other = flaky;
    other.attempt = 1;
    other.alone = false;
    other.why = judge::said("It said too much.");
    flaky.earlier = {other, {}};
    flaky.earlier.back().vector = flaky.vector;
    flaky.earlier.back().verdict = Verdict::Pass;
    flaky.earlier.back().attempt = 3;
    flaky.earlier.back().alone = true;

    using Kind = dialogue::Obstacle::Kind;
    outcomes.at(4).verdict = Verdict::Blocked;
    outcomes.at(4).why = judge::said("user2@localhost does not log in with EXTERNAL.");
    outcomes.at(4).blockedBy = {Kind::Account, "user2@localhost"};
    outcomes.at(5).skippedFor = dialogue::SkippedFor::Run;
    outcomes.at(7).blockedBy = {Kind::Requirement, "RFC6120/4.8.1/condition"};
    outcomes.at(8).verdict = Verdict::Blocked;
    outcomes.at(8).why = judge::said("Nothing came.");
    outcomes.at(8).blockedBy = {Kind::Requirement, "RFC6120/4.8.1/condition"};

    Check seen = makeCheck("RFC6120/4.10/later", Level::Should, Verdict::Warn, corpus.invariants[0].place,
                           {"no nonsense"}, "<nonsense/>");
    seen.invariant = corpus.invariants[0].id;
    outcomes.at(1).checks.push_back(seen);
    outcomes.at(3).checks.push_back(seen);
    InvariantFindings invariants(corpus);
    for (const Outcome& outcome : outcomes) invariants.add(outcome);
    for (Outcome& told : invariants.outcomes(false)) outcomes.push_back(std::move(told));
}

void SampleRun::holdAgainstBaseline(const std::string& reason) {
    const BaselineEntry entries[] = {
        {{"bind/resource/chosen", "RFC6120/7.6/resource", Verdict::Fail, reason, ""},
         EntryState::Unjudged,
         ""},
        {{"stream/error/condition", "RFC6120/4.8.1/condition", Verdict::Warn, reason, "2023-11-13"},
         EntryState::Expired,
         ""},
        {{"stream/header/plain", "RFC6120/4.3.3/new-stream-id", Verdict::Fail, reason, ""},
         EntryState::Stale,
         "it no longer fails"},
        {{"stream/header/wrong-namespace", "RFC6120/4.8.1/close-with-stream-error", Verdict::Fail, reason,
          "2030-12-31"},
         EntryState::Accepted,
         ""}};
    auto baseline = std::make_shared<Baseline>();
    summary.baseline = {};
    for (const BaselineEntry& one : entries) {
        baseline->add(one.entry);
        summary.baseline.entries.push_back(one);
    }
    summary.baseline.file = "baseline.json";
    summary.baseline.repair = info.command + " --baseline baseline.json --write-baseline baseline.json";
    const std::string requirement = "RFC6120/4.8.1/close-with-stream-error";
    summary.baseline.fresh = {{{"sasl/hostile", requirement, Verdict::Fail, "first seen", ""}, kHostileText}};
    summary.reason = "held against the baseline baseline.json: 1 accepted, 1 new";
    info.gate = {FailOn::Must, std::move(baseline), "2023-11-14"};
}

void SampleRun::play(const std::vector<RunReport*>& told) const {
    RunReports all;
    for (RunReport* report : told) all.add(*report);
    all.runStarted(info);
    all.targetKnown(facts);
    for (const auto& outcome : outcomes) {
        all.vectorStarted(*outcome.vector);
        all.vectorFinished(outcome);
    }
    all.runFinished(summary);
}

WholeReport wholeOf(const SampleRun& run) {
    RunRecord record(run.info);
    record.add(run.facts);
    WholeReport whole;
    std::vector<VectorBrief> briefs;
    for (const auto& outcome : run.outcomes) {
        record.add(outcome);
        whole.vectors.push_back(reported(outcome, record));
        briefs.push_back(briefOf(whole.vectors.back()));
    }
    whole.report = reportOf(startOf(run.info), record, run.summary, std::move(briefs));
    return whole;
}

}  // namespace xmppconf::reports
