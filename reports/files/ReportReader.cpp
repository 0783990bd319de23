#include "reports/files/ReportReader.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "harness/sasl/Base64.h"
#include "reports/files/FormerInvariants.h"
#include "reports/files/JsonNode.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::string_view kFormat = "xmppconf-report/2";
constexpr std::string_view kFormer = "xmppconf-report/1";  // without `always/…`, attempts, logins
constexpr int kResults = 4;                                // of a login
constexpr int kObstacles = 6;
constexpr int kMarks = 3;
constexpr std::uint64_t kMostRevisions = 9999;
constexpr std::uint64_t kMostAttempts = 1000;
constexpr std::uint64_t kLongestMs = 1000ULL * 3600 * 24 * 365;
constexpr std::uint64_t kMostLines = 1'000'000'000;
constexpr std::uint64_t kMostOctets = 1ULL << 60U;

constexpr std::size_t kDay = 10;  // of a time in RFC 3339, how much is the day

std::string shown(std::string_view text) { return visible(text, Lines::Keep); }

std::string textOf(const JsonNode& node, std::string_view member) { return shown(node.at(member).text()); }

/// Of a member that may be null or missing.
std::string textOrNone(const JsonNode& node, std::string_view member) {
    return node.has(member) ? textOf(node, member) : std::string();
}

std::vector<std::string> textsOf(const JsonNode& node, std::string_view member) {
    std::vector<std::string> texts;
    node.at(member).each([&](const JsonNode& item) { texts.push_back(shown(item.text())); });
    return texts;
}

int lineOf(const JsonNode& node) { return static_cast<int>(node.at("line").number(kMostLines)); }

/// One of the names of an enumeration, such as a verdict.
template <class Value>
Value named(const JsonNode& node, int values, std::string_view what) {
    for (int i = 0; i < values; ++i)
        if (node.text() == nameOf(static_cast<Value>(i))) return static_cast<Value>(i);
    node.fail(
        fmt::format("is '{}', which is no {}", visible(std::string_view(node.text()).substr(0, 60)), what));
}

judge::Verdict verdictOf(const JsonNode& node) {
    return named<judge::Verdict>(node.at("verdict"), judge::kVerdicts, "verdict");
}

vector::Level levelOf(const JsonNode& node) { return named<vector::Level>(node.at("level"), 3, "level"); }

octets::TlsFacts tlsOf(const JsonNode& node) {
    octets::TlsFacts tls;
    tls.version = textOf(node, "version");
    tls.cipher = textOf(node, "cipher");
    tls.alpn = textOrNone(node, "alpn");
    tls.subject = textOf(node, "subject");
    tls.issuer = textOf(node, "issuer");
    tls.notAfter = textOf(node, "not_after");
    tls.fingerprint = textOf(node, "fingerprint");
    tls.verified = node.at("verified").boolean();
    tls.verifyError = textOrNone(node, "verify_error");
    return tls;
}

void readTarget(const JsonNode& target, Report& report) {
    report.start.host = textOf(target, "host");
    report.start.port = static_cast<unsigned short>(target.at("port").number(65535));
    report.start.domain = textOf(target, "domain");
    report.start.security = textOf(target, "security");
    TargetFacts facts{
        {}, textsOf(target.at("offers"), "mechanisms"), textsOf(target.at("offers"), "features")};
    if (target.has("tls")) facts.tls = tlsOf(target.at("tls"));
    const bool offered = facts.tls || !facts.mechanisms.empty() || !facts.features.empty();
    if (target.has("seen") ? target.at("seen").boolean() : offered) report.facts = std::move(facts);
}

dialogue::Login loginOf(const JsonNode& node) {
    return {textOf(node, "account"), textOf(node, "mechanism"), textOrNone(node, "binding"),
            named<dialogue::Login::Result>(node.at("result"), kResults, "result of a login"),
            textOf(node, "said")};
}

/// Behind the target, whose facts it completes.
void readRun(const JsonNode& run, Report& report) {
    report.start.started = textOf(run, "started");
    report.start.jobs = static_cast<int>(run.at("jobs").number(1'000'000));
    if (run.has("timeout_ms"))
        report.start.timeoutMs = static_cast<long long>(run.at("timeout_ms").number(kLongestMs));
    report.start.seed = run.at("seed").number(std::numeric_limits<std::uint64_t>::max());
    report.start.command = textOf(run, "command");
    report.start.selected = run.at("selected").number(kMostLines);
    report.durationMs = static_cast<long long>(run.at("duration_ms").number(kLongestMs));
    report.complete = run.at("complete").boolean();
    report.reason = textOf(run, "reason");
    if (!report.facts) return;
    if (run.has("logins"))
        run.at("logins").each([&](const JsonNode& login) { report.facts->logins.push_back(loginOf(login)); });
    if (run.has("canary")) {
        report.facts->canary = textOrNone(run.at("canary"), "step");
        report.facts->canaryReason = textOf(run.at("canary"), "reason");
    }
}

AcceptedDeviation acceptedOf(const JsonNode& node) {
    return {textOf(node, "vector"), textOrNone(node, "requirement"), verdictOf(node), textOf(node, "reason"),
            textOrNone(node, "until")};
}

/// Behind the run, whose time it needs.
void readBaseline(const JsonNode& root, Report& report) {
    const JsonNode run = root.at("run");
    const FailOn failOn =
        run.has("fail_on") ? named<FailOn>(run.at("fail_on"), kFailOns, "choice of --fail-on") : FailOn::Must;
    std::shared_ptr<Baseline> baseline;
    if (root.has("baseline")) {
        const JsonNode node = root.at("baseline");
        baseline = std::make_shared<Baseline>();
        report.baseline.file = textOf(node, "file");
        report.baseline.repair = textOrNone(node, "repair");
        node.at("entries").each([&](const JsonNode& entry) {
            const auto state = named<EntryState>(entry.at("state"), kEntryStates, "state of an entry");
            report.baseline.entries.push_back({acceptedOf(entry), state, textOrNone(entry, "why")});
            if (!baseline->add(report.baseline.entries.back().entry)) entry.fail("stands there twice");
        });
        node.at("new").each([&](const JsonNode& fresh) {
            report.baseline.fresh.push_back({acceptedOf(fresh), textOf(fresh, "what")});
        });
    }
    const bool flaky = !run.has("fail_on_flaky") || run.at("fail_on_flaky").boolean();
    report.start.gate = {failOn, std::move(baseline), report.start.started.substr(0, kDay), flaky};
}

vector::Place placeOf(const JsonNode& node) {
    return {std::make_shared<const std::string>(textOf(node, "file")), lineOf(node), 0};
}

std::vector<vector::Place> placesOf(const JsonNode& node, std::string_view member) {
    std::vector<vector::Place> places;
    if (node.has(member))
        node.at(member).each([&](const JsonNode& place) { places.push_back(placeOf(place)); });
    return places;
}

/// `key`: what their names are called.
std::vector<vector::NamedSource> sourcesOf(const JsonNode& node, std::string_view member,
                                           std::string_view key) {
    std::vector<vector::NamedSource> sources;
    if (node.has(member)) {
        node.at(member).each([&](const JsonNode& source) {
            sources.push_back({textOf(source, key), placeOf(source), textOf(source, "source")});
        });
    }
    return sources;
}

judge::Check checkOf(const JsonNode& node) {
    judge::Check check;
    check.requirement = textOf(node, "requirement");
    check.level = levelOf(node);
    check.verdict = verdictOf(node);
    check.place = placeOf(node);
    check.uses = placesOf(node, "uses");
    check.invariant = textOrNone(node, "invariant");
    check.expected = textsOf(node, "expected");
    check.actual = textOf(node, "actual");
    return check;
}

dialogue::TranscriptEntry entryOf(const JsonNode& node) {
    using Kind = dialogue::TranscriptEntry::Kind;
    dialogue::TranscriptEntry entry;
    entry.at = octets::Duration(node.at("t_us").number(kLongestMs * 1000));
    entry.conn = textOf(node, "conn");
    const JsonNode kind = node.at("kind");
    if (kind.text() == "sent") {
        entry.kind = Kind::Sent;
    } else if (kind.text() == "received") {
        entry.kind = Kind::Received;
    } else if (kind.text() != "event") {
        kind.fail("is not sent, received or event");
    }
    if (node.has("base64")) {
        const JsonNode base64 = node.at("base64");
        auto decoded = sasl::decodeBase64(base64.text());
        if (!decoded) base64.fail("is not Base64");
        entry.octets = *std::move(decoded);
    } else {
        entry.octets = node.at("text").text();
    }
    if (node.has("cut")) entry.cut = node.at("cut").number(kMostOctets);
    return entry;
}

dialogue::Obstacle obstacleOf(const JsonNode& node) {
    if (!node.has("blocked_by")) return {};
    const JsonNode obstacle = node.at("blocked_by");
    return {named<dialogue::Obstacle::Kind>(obstacle.at("kind"), kObstacles, "kind of obstacle"),
            textOf(obstacle, "id")};
}

std::vector<judge::Check> checksOf(const JsonNode& node) {
    std::vector<judge::Check> checks;
    node.at("checks").each([&](const JsonNode& check) { checks.push_back(checkOf(check)); });
    return checks;
}

dialogue::Transcript transcriptOf(const JsonNode& node) {
    dialogue::Transcript transcript;
    node.at("transcript").each([&](const JsonNode& entry) { transcript.push_back(entryOf(entry)); });
    return transcript;
}

/// The one without a transcript is the vector itself.
void readAttempts(const JsonNode& attempts, ReportedVector& vector) {
    attempts.each([&](const JsonNode& node) {
        const int number = static_cast<int>(node.at("number").number(kMostAttempts));
        const bool alone = node.at("alone").boolean();
        if (!node.has("transcript")) {
            vector.attempt = number;
            vector.alone = alone;
            return;
        }
        vector.others.push_back({number, alone, verdictOf(node), textOf(node, "reason"),
                                 static_cast<long long>(node.at("duration_ms").number(kLongestMs)),
                                 obstacleOf(node), checksOf(node), transcriptOf(node)});
    });
}

/// What version 2 has beyond version 1.
void readMore(const JsonNode& node, ReportedVector& vector) {
    if (node.has("revision")) vector.revision = static_cast<int>(node.at("revision").number(kMostRevisions));
    vector.blockedBy = obstacleOf(node);
    if (node.has("marks"))
        node.at("marks").each(
            [&](const JsonNode& mark) { vector.mark = named<dialogue::Mark>(mark, kMarks, "mark"); });
    if (node.has("skipped_for"))
        vector.skippedFor = named<dialogue::SkippedFor>(node.at("skipped_for"), 2, "reason to skip");
    if (node.has("seen_in")) vector.seenIn = textsOf(node, "seen_in");
    if (node.has("attempts")) readAttempts(node.at("attempts"), vector);
}

ReportedVector vectorOf(const JsonNode& node) {
    ReportedVector vector;
    vector.id = textOf(node, "id");
    vector.title = textOf(node, "title");
    vector.step = named<vector::Step>(node.at("step"), vector::kSteps, "step of the login");
    vector.file = textOf(node, "file");
    vector.line = lineOf(node);
    vector.note = textOrNone(node, "note");
    vector.seen = textOrNone(node, "seen");
    vector.verdict = verdictOf(node);
    vector.reason = textOf(node, "reason");
    vector.hurt = node.has("hurt") && node.at("hurt").boolean();
    vector.durationMs = static_cast<long long>(node.at("duration_ms").number(kLongestMs));
    vector.repeat = textOf(node, "repeat");
    if (node.has("judges")) {
        node.at("judges").each([&](const JsonNode& judges) {
            vector.judges.push_back({textOf(judges, "as"), textOf(judges, "requirement")});
        });
    }
    vector.checks = checksOf(node);
    vector.transcript = transcriptOf(node);
    vector.source = textOrNone(node, "source");
    vector.ended = placesOf(node, "ended");
    readMore(node, vector);
    return vector;
}

vector::Impact impactOf(const JsonNode& node) {
    return named<vector::Impact>(node, vector::kImpacts, "impact");
}

/// Behind the requirements, which it filters.
void readImpacts(const JsonNode& run, ReportStart& start) {
    if (!run.has("impact")) return;
    std::set<vector::Impact> chosen;
    run.at("impact").each([&](const JsonNode& impact) { chosen.insert(impactOf(impact)); });
    start.gate.setImpacts({std::move(chosen), start.requirements});
}

vector::Specification specificationOf(const JsonNode& node) {
    vector::Specification specification{
        textOf(node, "id"), textOf(node, "title"), textOrNone(node, "version"), {}};
    if (!node.has("errata")) return specification;
    node.at("errata").each([&](const JsonNode& erratum) {
        if (!specification.errata.empty()) specification.errata += ' ';
        specification.errata += shown(erratum.text());
    });
    if (specification.errata.empty()) specification.errata = "none";
    return specification;
}

void readVectors(const JsonNode& vectors, WholeReport& whole) {
    std::set<std::string> ids;
    vectors.each([&](const JsonNode& node) {
        whole.vectors.push_back(vectorOf(node));
        if (!ids.insert(whole.vectors.back().id).second) node.at("id").fail("stands there twice");
    });
}

void readRequirement(const JsonNode& node, Report& report) {
    vector::Requirement requirement;
    requirement.id = textOf(node, "id");
    requirement.spec = textOf(node, "spec");
    requirement.section = textOf(node, "section");
    requirement.level = levelOf(node);
    requirement.impact.reset();
    if (node.has("impact")) requirement.impact = impactOf(node.at("impact"));
    requirement.attack = textOrNone(node, "attack");
    requirement.feature = textOrNone(node, "feature");
    requirement.text = textOf(node, "text");
    requirement.link = textOrNone(node, "link");
    requirement.untestable = textOrNone(node, "untestable");
    const Standing standing = named<Standing>(node.at("verdict"), kStandings, "verdict of a requirement");
    report.requirements.push_back({requirement.id, standing, textsOf(node, "vectors")});
    if (!report.start.requirements.emplace(requirement.id, requirement).second)
        node.at("id").fail("stands there twice");
}

WholeReport reportOf(const JsonNode& root) {
    const std::string& format = root.at("format").text();
    if (format != kFormat && format != kFormer) {
        root.fail(fmt::format("is no report that this xmppconf can read: its format is '{}', not '{}'",
                              visible(std::string_view(format).substr(0, 60)), kFormat));
    }
    WholeReport whole;
    whole.report.start.toolVersion = textOf(root.at("tool"), "version");
    readTarget(root.at("target"), whole.report);
    readRun(root.at("run"), whole.report);
    readBaseline(root, whole.report);
    whole.report.exitCode = static_cast<int>(root.at("summary").at("exit_code").number(255));
    if (root.has("specifications")) {
        root.at("specifications").each([&](const JsonNode& node) {
            whole.report.start.specifications.push_back(specificationOf(node));
        });
    }
    whole.report.start.fragments = sourcesOf(root, "fragments", "name");
    whole.report.start.invariants = sourcesOf(root, "invariants", "id");
    readVectors(root.at("vectors"), whole);
    root.at("requirements").each([&](const JsonNode& node) { readRequirement(node, whole.report); });
    readImpacts(root.at("run"), whole.report.start);
    if (format == kFormer) tellInvariantsOnce(whole);
    for (const ReportedVector& vector : whole.vectors) whole.report.vectors.push_back(briefOf(vector));
    return whole;
}

}  // namespace

Result<WholeReport> readReport(std::string_view text, const std::string& name) {
    if (text.size() > kLargestReport)
        return Failure{fmt::format("{}: is larger than {} octets", name, kLargestReport)};
    const auto document = parseJson(text, name);
    if (!document) return Failure{document.error()};
    try {
        return reportOf(JsonNode(document.value(), name));
    } catch (const JsonMistake& mistake) {
        return Failure{mistake.sentence};
    }
}

}  // namespace xmppconf::reports
