#include "reports/JsonReport.h"

#include <nlohmann/json.hpp>

#include "harness/sasl/Base64.h"
#include "reports/Escape.h"

namespace xmppconf::reports {

namespace {

using Json = nlohmann::ordered_json;

/// A sentence that may quote the target: octets that are no text are made visible, lines stay.
Json sentence(std::string_view text) { return visible(text, Lines::Keep); }

Json sentences(const std::vector<std::string>& texts) {
    Json list = Json::array();
    for (const auto& text : texts) list.push_back(sentence(text));
    return list;
}

Json orNull(std::string_view text) { return text.empty() ? Json(nullptr) : sentence(text); }

Json fileOf(const vector::Place& place) { return place.file ? sentence(*place.file) : Json(""); }

std::string dumped(const Json& json) {
    // Every string is UTF-8 by now; `replace` is for the case that this is wrong one day.
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

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
    Json json{{"t_us", entry.at.count()}, {"conn", sentence(entry.conn)}, {"kind", nameOf(entry.kind)}};
    if (isText(entry.octets)) {
        json["text"] = entry.octets;
    } else {
        json["base64"] = sasl::encodeBase64(entry.octets);
    }
    if (entry.cut > 0) json["cut"] = entry.cut;
    return json;
}

Json checkJson(const judge::Check& check) {
    return {{"requirement", check.requirement},
            {"level", vector::nameOf(check.level)},
            {"verdict", judge::nameOf(check.verdict)},
            {"file", fileOf(check.place)},
            {"line", check.place.line},
            {"invariant", orNull(check.invariant)},
            {"expected", sentences(check.expected)},
            {"actual", sentence(check.actual)}};
}

Json tlsJson(const octets::TlsFacts& tls) {
    return {{"version", sentence(tls.version)},
            {"cipher", sentence(tls.cipher)},
            {"alpn", orNull(tls.alpn)},
            {"subject", sentence(tls.subject)},
            {"issuer", sentence(tls.issuer)},
            {"not_after", sentence(tls.notAfter)},
            {"fingerprint", sentence(tls.fingerprint)},
            {"verified", tls.verified},
            {"verify_error", orNull(tls.verifyError)}};
}

Json targetJson(const RunRecord& record) {
    const RunInfo& info = record.info();
    const TargetFacts facts = record.facts().value_or(TargetFacts{});
    return {
        {"host", sentence(info.host)},
        {"port", info.port},
        {"domain", sentence(info.domain)},
        {"security", info.security},
        {"tls", facts.tls ? tlsJson(*facts.tls) : Json(nullptr)},
        {"offers", {{"mechanisms", sentences(facts.mechanisms)}, {"features", sentences(facts.features)}}}};
}

Json runJson(const RunRecord& record, const RunSummary& summary) {
    const RunInfo& info = record.info();
    return {{"started", rfc3339(info.started)},
            {"duration_ms", milliseconds(summary.duration)},
            {"jobs", info.jobs},
            {"seed", info.seed},
            {"command", sentence(info.command)},
            {"selected", info.selected.size()},
            {"complete", summary.complete},
            {"reason", sentence(summary.reason)}};
}

Json summaryJson(const RunRecord& record, const RunSummary& summary) {
    static constexpr judge::Verdict kOrder[] = {
        judge::Verdict::Pass,    judge::Verdict::Fail, judge::Verdict::Warn, judge::Verdict::Info,
        judge::Verdict::Blocked, judge::Verdict::Skip, judge::Verdict::Error};
    const auto counts = record.requirements().counts();
    const auto count = [&](Standing standing) { return counts.at(static_cast<std::size_t>(standing)); };
    Json vectors = Json::object();
    Json requirements = Json::object();
    for (const auto verdict : kOrder) {
        vectors[std::string(judge::nameOf(verdict))] = record.vectors().of(verdict);
        requirements[std::string(judge::nameOf(verdict))] = count(static_cast<Standing>(verdict));
    }
    requirements["untested"] = count(Standing::Untested);
    requirements["untestable"] = count(Standing::Untestable);
    return {{"vectors", vectors}, {"requirements", requirements}, {"exit_code", summary.exitCode}};
}

Json requirementJson(const RequirementRow& row) {
    const vector::Requirement& requirement = *row.requirement;
    Json vectors = Json::array();
    for (const auto* vector : row.vectors) vectors.push_back(vector->id);
    return {{"id", requirement.id},
            {"spec", requirement.spec},
            {"section", requirement.section},
            {"level", vector::nameOf(requirement.level)},
            {"feature", orNull(requirement.feature)},
            {"text", sentence(requirement.text)},
            {"link", orNull(requirement.link)},
            {"verdict", nameOf(row.standing)},
            {"vectors", vectors},
            {"untestable", orNull(requirement.untestable)}};
}

}  // namespace

std::string JsonReport::vectorPart(const dialogue::Outcome& outcome) {
    const vector::Vector& vector = *outcome.vector;
    Json checks = Json::array();
    for (const auto& check : outcome.checks) checks.push_back(checkJson(check));
    const Json head{{"id", vector.id},
                    {"title", sentence(vector.title)},
                    {"step", vector::nameOf(vector.step)},
                    {"file", fileOf(vector.place)},
                    {"line", vector.place.line},
                    {"note", orNull(vector.note)},
                    {"seen", orNull(vector.seen)},
                    {"verdict", judge::nameOf(outcome.verdict)},
                    {"reason", sentence(outcome.reason)},
                    {"duration_ms", milliseconds(outcome.duration)},
                    {"repeat", sentence(record().repeat(vector))},
                    {"checks", checks}};
    // The transcript is by far the largest: entry by entry, so that it is not in memory three times.
    std::string part = dumped(head);
    part.back() = ',';
    part += "\"transcript\":[";
    for (const auto& entry : outcome.transcript) {
        if (&entry != &outcome.transcript.front()) part += ',';
        part += dumped(entryJson(entry));
    }
    part += "]}";
    return part;
}

void JsonReport::compose(AtomicFile& file, const RunSummary& summary) {
    const Json tool{{"name", "xmppconf"}, {"version", record().info().toolVersion}};
    file.write("{\"format\":\"xmppconf-report/1\",\n\"tool\":" + dumped(tool));
    file.write(",\n\"target\":" + dumped(targetJson(record())));
    file.write(",\n\"run\":" + dumped(runJson(record(), summary)));
    file.write(",\n\"summary\":" + dumped(summaryJson(record(), summary)));
    file.write(",\n\"vectors\":[");
    std::string_view separator = "\n";
    // One rank more than vectors were selected: for one that came from elsewhere.
    for (std::size_t rank = 0; rank <= record().inOrder().size(); ++rank) {
        if (!hasPart(rank)) continue;
        file.write(separator);
        writePart(file, rank);
        separator = ",\n";
    }
    file.write("\n],\n\"requirements\":[");
    separator = "\n";
    for (const auto& row : record().requirements().rows()) {
        file.write(separator);
        file.write(dumped(requirementJson(row)));
        separator = ",\n";
    }
    file.write("\n]}\n");
}

}  // namespace xmppconf::reports
