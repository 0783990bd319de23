#include "reports/files/JsonReport.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "harness/sasl/Base64.h"
#include "harness/vector/Words.h"
#include "reports/files/JsonText.h"
#include "reports/model/Blockade.h"
#include "reports/model/Coverage.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string_view nameOf(dialogue::TranscriptEntry::Kind kind) {
    switch (kind) {
        case dialogue::TranscriptEntry::Kind::Sent:
            return "sent";
        case dialogue::TranscriptEntry::Kind::Received:
            return "received";
        case dialogue::TranscriptEntry::Kind::Event:
            break;
    }
    return "event";
}

Json entryJson(const dialogue::TranscriptEntry& entry) {
    Json json{{"t_us", entry.at.count()}, {"conn", entry.conn}, {"kind", nameOf(entry.kind)}};
    if (isText(entry.octets)) {
        json["text"] = entry.octets;
    } else {
        json["base64"] = sasl::encodeBase64(entry.octets);
    }
    if (entry.cut > 0) json["cut"] = entry.cut;
    return json;
}

Json placesJson(const std::vector<vector::Place>& places) {
    Json json = Json::array();
    for (const auto& place : places) json.push_back({{"file", *place.file}, {"line", place.line}});
    return json;
}

Json checkJson(const judge::Check& check) {
    Json json{{"requirement", check.requirement},
              {"level", vector::nameOf(check.level)},
              {"verdict", judge::nameOf(check.verdict)},
              {"file", *check.place.file},
              {"line", check.place.line},
              {"invariant", orNull(check.invariant)},
              {"expected", check.expected},
              {"actual", check.actual}};
    if (!check.uses.empty()) json["uses"] = placesJson(check.uses);
    return json;
}

Json tlsJson(const octets::TlsFacts& tls) {
    return {{"version", tls.version},
            {"cipher", tls.cipher},
            {"alpn", orNull(tls.alpn)},
            {"subject", tls.subject},
            {"issuer", tls.issuer},
            {"not_after", tls.notAfter},
            {"fingerprint", tls.fingerprint},
            {"verified", tls.verified},
            {"verify_error", orNull(tls.verifyError)}};
}

Json targetJson(const Report& report) {
    const ReportStart& start = report.start;
    const TargetFacts facts = report.facts.value_or(TargetFacts{});
    return {{"host", start.host},
            {"port", start.port},
            {"domain", start.domain},
            {"security", start.security},
            {"seen", report.facts.has_value()},
            {"tls", facts.tls ? tlsJson(*facts.tls) : Json(nullptr)},
            {"offers", {{"mechanisms", facts.mechanisms}, {"features", facts.features}}}};
}

Json loginsJson(const std::vector<dialogue::Login>& logins) {
    Json json = Json::array();
    for (const dialogue::Login& login : logins) {
        json.push_back({{"account", login.jid}, {"mechanism", login.mechanism}});
        if (!login.binding.empty()) json.back()["binding"] = login.binding;
        json.back()["result"] = nameOf(login.result);
        json.back()["said"] = login.said;
    }
    return json;
}

Json impactsJson(const ImpactFilter& impacts) {
    if (impacts.chosen().empty()) return nullptr;
    Json json = Json::array();
    for (const vector::Impact impact : impacts.chosen()) json.push_back(vector::nameOf(impact));
    return json;
}

Json runJson(const Report& report) {
    const ReportStart& start = report.start;
    Json json{{"started", start.started},
              {"duration_ms", report.durationMs},
              {"jobs", start.jobs},
              {"timeout_ms", start.timeoutMs},
              {"seed", start.seed},
              {"command", start.command},
              {"selected", start.selected},
              {"complete", report.complete},
              {"reason", report.reason},
              {"fail_on", nameOf(start.gate.failOn())},
              {"fail_on_flaky", start.gate.flaky()},
              {"impact", impactsJson(start.gate.impacts())}};
    if (report.facts) {
        const TargetFacts& facts = *report.facts;
        json["logins"] = loginsJson(facts.logins);
        json["canary"] = {{"step", orNull(facts.canary)}, {"reason", facts.canaryReason}};
    }
    return json;
}

Json entryJson(const AcceptedDeviation& entry) {
    return {{"vector", entry.vector},
            {"requirement", orNull(entry.requirement)},
            {"verdict", judge::nameOf(entry.verdict)},
            {"reason", entry.reason},
            {"until", orNull(entry.until)}};
}

Json baselineJson(const BaselineResult& baseline) {
    if (baseline.file.empty()) return nullptr;
    Json json{{"file", baseline.file},
              {"entries", Json::array()},
              {"new", Json::array()},
              {"repair", orNull(baseline.repair)}};
    for (const auto& [entry, state, why] : baseline.entries) {
        json["entries"].push_back(entryJson(entry));
        json["entries"].back()["state"] = nameOf(state);
        json["entries"].back()["why"] = orNull(why);
    }
    for (const auto& [entry, what] : baseline.fresh) {
        json["new"].push_back(entryJson(entry));
        json["new"].back()["what"] = what;
    }
    return json;
}

Json summaryJson(const Report& report) {
    const VectorTally vectors = tallyOf(report);
    const StandingCounts requirements = countsOf(report);
    Json json{{"vectors", Json::object()}, {"requirements", Json::object()}, {"exit_code", report.exitCode}};
    for (const auto standing : allStandings()) {
        const std::string name(nameOf(standing));
        if (const auto verdict = verdictOf(standing)) json["vectors"][name] = vectors.of(*verdict);
        json["requirements"][name] = requirements.of(standing);
    }
    return json;
}

Json obstacleJson(const dialogue::Obstacle& obstacle) {
    if (obstacle.kind == dialogue::Obstacle::Kind::None) return nullptr;
    return {{"kind", nameOf(obstacle.kind)}, {"id", obstacle.id}};
}

Json checksJson(const std::vector<judge::Check>& checks) {
    Json json = Json::array();
    for (const auto& check : checks) json.push_back(checkJson(check));
    return json;
}

Json attemptJson(const ReportedAttempt& attempt) {
    Json json{{"number", attempt.number},
              {"alone", attempt.alone},
              {"verdict", judge::nameOf(attempt.verdict)},
              {"reason", attempt.reason},
              {"duration_ms", attempt.durationMs},
              {"blocked_by", obstacleJson(attempt.blockedBy)},
              {"checks", checksJson(attempt.checks)},
              {"transcript", Json::array()}};
    for (const auto& entry : attempt.transcript) json["transcript"].push_back(entryJson(entry));
    return json;
}

/// The one that counts stands in the vector: its checks and its transcript are not told twice.
Json attemptsJson(const ReportedVector& vector) {
    Json own{{"number", vector.attempt},
             {"alone", vector.alone},
             {"verdict", judge::nameOf(vector.verdict)},
             {"reason", vector.reason},
             {"duration_ms", vector.durationMs},
             {"blocked_by", obstacleJson(vector.blockedBy)}};
    Json json = Json::array();
    for (const ReportedAttempt& other : vector.others) {
        if (!own.is_null() && other.number > vector.attempt) json.push_back(std::exchange(own, nullptr));
        json.push_back(attemptJson(other));
    }
    if (!own.is_null()) json.push_back(std::move(own));
    return json;
}

Json findingsJson(const Report& report) {
    Json json = Json::array();
    for (const auto& [vector, blocks, gravest, broken] : findingsOf(report)) {
        json.push_back(
            {{"vector", vector->id},
             {"verdict", judge::nameOf(vector->verdict)},
             {"impact", gravest ? Json(vector::nameOf(vector::impactOf(*gravest))) : Json(nullptr)},
             {"attack", gravest ? orNull(gravest->attack) : Json(nullptr)},
             {"requirements", broken},
             {"blocks", blocks}});
    }
    return json;
}

Json requirementJson(const RequirementResult& result, const vector::Requirement& requirement) {
    return {{"id", requirement.id},
            {"spec", requirement.spec},
            {"section", requirement.section},
            {"level", vector::nameOf(requirement.level)},
            {"impact", vector::nameOf(vector::impactOf(requirement))},
            {"attack", orNull(requirement.attack)},
            {"feature", orNull(requirement.feature)},
            {"text", requirement.text},
            {"link", orNull(requirement.link)},
            {"verdict", nameOf(result.standing)},
            {"vectors", result.vectors},
            {"untestable", orNull(requirement.untestable)}};
}

Json specificationsJson(const ReportStart& start) {
    Json json = Json::array();
    for (const auto& [id, title, version, errata] : start.specifications) {
        json.push_back({{"id", id}, {"title", title}, {"version", orNull(version)}});
        json.back()["errata"] = errata.empty() ? Json(nullptr) : Json::array();
        if (errata != "none")
            for (const std::string& erratum : vector::words(errata)) json.back()["errata"].push_back(erratum);
    }
    return json;
}

/// `key`: what their names are called.
Json sourcesJson(const std::vector<vector::NamedSource>& sources, std::string_view key) {
    Json json = Json::array();
    for (const auto& [name, place, text] : sources)
        json.push_back({{key, name}, {"file", *place.file}, {"line", place.line}, {"source", text}});
    return json;
}

Json coverageJson(const Report& report) {
    Json json = Json::array();
    for (const auto& [spec, section, coverage] : coverageOf(report))
        json.push_back({{"spec", spec},
                        {"section", section},
                        {"met", coverage.met},
                        {"broken", coverage.broken},
                        {"not_judged", coverage.notJudged},
                        {"untestable", coverage.untestable}});
    return json;
}

}  // namespace

std::string JsonReport::vectorPart(const ReportedVector& vector, const ReportStart&) {
    Json judges = Json::array();
    for (const auto& [as, requirement] : vector.judges)
        judges.push_back({{"as", as}, {"requirement", requirement}});
    Json head{{"id", vector.id},
              {"title", vector.title},
              {"step", vector::nameOf(vector.step)},
              {"revision", vector.revision},
              {"file", vector.file},
              {"line", vector.line},
              {"note", orNull(vector.note)},
              {"seen", orNull(vector.seen)},
              {"verdict", judge::nameOf(vector.verdict)},
              {"reason", vector.reason},
              {"hurt", vector.hurt},
              {"duration_ms", vector.durationMs},
              {"repeat", vector.repeat},
              {"judges", judges},
              {"checks", checksJson(vector.checks)},
              {"source", vector.source}};
    head["marks"] = Json::array();
    if (vector.mark != dialogue::Mark::None) head["marks"].push_back(nameOf(vector.mark));
    head["blocked_by"] = obstacleJson(vector.blockedBy);
    if (vector.verdict == judge::Verdict::Skip) head["skipped_for"] = nameOf(vector.skippedFor);
    if (!vector.seenIn.empty()) head["seen_in"] = vector.seenIn;
    if (!vector.others.empty()) head["attempts"] = attemptsJson(vector);
    if (!vector.ended.empty()) head["ended"] = placesJson(vector.ended);
    // The transcript is by far the largest: entry by entry, so that it is not in memory three times.
    std::string part = jsonText(head);
    part.back() = ',';
    part += "\"transcript\":[";
    for (const auto& entry : vector.transcript) {
        if (&entry != &vector.transcript.front()) part += ',';
        part += jsonText(entryJson(entry));
    }
    part += "]}";
    return part;
}

void JsonReport::compose(AtomicFile& file, const Report& report) {
    const Json tool{{"name", "xmppconf"}, {"version", report.start.toolVersion}};
    file.write("{\"format\":\"xmppconf-report/2\",\n\"tool\":" + jsonText(tool));
    file.write(",\n\"target\":" + jsonText(targetJson(report)));
    file.write(",\n\"run\":" + jsonText(runJson(report)));
    file.write(",\n\"summary\":" + jsonText(summaryJson(report)));
    file.write(",\n\"findings\":" + jsonText(findingsJson(report)));
    file.write(",\n\"baseline\":" + jsonText(baselineJson(report.baseline)));
    file.write(",\n\"specifications\":" + jsonText(specificationsJson(report.start)));
    file.write(",\n\"fragments\":" + jsonText(sourcesJson(report.start.fragments, "name")));
    file.write(",\n\"invariants\":" + jsonText(sourcesJson(report.start.invariants, "id")));
    file.write(",\n\"vectors\":[");
    std::string_view separator = "\n";
    for (std::size_t i = 0; i < report.vectors.size(); ++i) {
        file.write(separator);
        writePart(file, i);
        separator = ",\n";
    }
    file.write("\n],\n\"requirements\":[");
    separator = "\n";
    for (const RequirementResult& result : report.requirements) {
        if (const auto* requirement = report.start.requirement(result.id)) {
            file.write(separator);
            file.write(jsonText(requirementJson(result, *requirement)));
            separator = ",\n";
        }
    }
    file.write("\n],\n\"coverage\":" + jsonText(coverageJson(report)) + "}\n");
}

}  // namespace xmppconf::reports
