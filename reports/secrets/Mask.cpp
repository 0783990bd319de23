#include "reports/secrets/Mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/xml/ElementPrinter.h"
#include "reports/secrets/SecretFinder.h"

namespace xmppconf::reports {

namespace {

using dialogue::TranscriptEntry;
using Spans = std::vector<SecretFinder::Span>;

constexpr std::size_t kRoomForMarks = 4096;

std::string mark(std::string_view label) { return fmt::format("«masked: {}»", label); }

/// The part [from, from + text.size()) of the whole that the spans are about, with marks.
std::string withMarks(std::string_view text, std::size_t from, const Spans& spans) {
    std::string result;
    std::size_t at = 0;
    const auto first =
        std::partition_point(spans.begin(), spans.end(), [&](const auto& span) { return span.end <= from; });
    for (auto it = first; it != spans.end() && it->begin < from + text.size(); ++it) {
        const auto& span = *it;
        const bool begunBefore = span.begin < from;
        const std::size_t begin = begunBefore ? 0 : span.begin - from;
        result += text.substr(at, begin - at);
        result += begunBefore ? mark(fmt::format("{}, continued", span.label)) : mark(span.label);
        at = std::min(span.end - from, text.size());
        if (result.size() > 2 * text.size() + kRoomForMarks) {
            // A secret of one or two letters is everywhere: then nothing of the text can be shown.
            return mark(fmt::format("{}, too short to be masked one by one", span.label));
        }
    }
    result += text.substr(at);
    return result;
}

/// In order, and apart from one another.
Spans joined(Spans spans) {
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) {
        return std::pair(a.begin, b.end) < std::pair(b.begin, a.end);
    });
    Spans result;
    for (const auto& span : spans) {
        if (!result.empty() && span.begin <= result.back().end) {
            result.back().end = std::max(result.back().end, span.end);
        } else {
            result.push_back(span);
        }
    }
    return result;
}

/// Elements that are shown cut stand in the middle of sentences: where one was cut, a secret may have been.
void maskText(std::string& text, const SecretFinder& finder) {
    Spans spans = finder.find(text, true);
    for (std::size_t from = 0, cut = 0; (cut = text.find(xml::kCutMark, from)) != std::string::npos;
         from = cut + xml::kCutMark.size()) {
        for (const auto& span : finder.find(std::string_view(text).substr(from, cut - from), true))
            spans.push_back({from + span.begin, from + span.end, span.label});
    }
    if (!spans.empty()) text = withMarks(text, 0, joined(std::move(spans)));
}

void maskReason(judge::Reason& reason, const SecretFinder& finder) {
    maskText(reason.actual, finder);
    for (std::string& expected : reason.expected) maskText(expected, finder);
    for (judge::Reason& beside : reason.beside) maskReason(beside, finder);
}

void maskCheck(judge::Check& check, const SecretFinder& finder) {
    maskText(check.actual, finder);
    for (std::string& expected : check.expected) maskText(expected, finder);
}

/// One direction of one connection, up to where octets were left out.
void maskStream(const std::vector<TranscriptEntry*>& entries, const SecretFinder& finder) {
    std::string whole;
    for (const TranscriptEntry* entry : entries) whole += entry->octets;
    const Spans spans = finder.find(whole, entries.back()->cut > 0);
    if (spans.empty()) return;
    std::size_t from = 0;
    for (TranscriptEntry* entry : entries) {
        const std::size_t length = entry->octets.size();
        entry->octets = withMarks(entry->octets, from, spans);
        from += length;
    }
}

void maskTranscript(dialogue::Transcript& transcript, const SecretFinder& finder) {
    std::map<std::pair<std::string_view, TranscriptEntry::Kind>, std::vector<TranscriptEntry*>> streams;
    for (TranscriptEntry& entry : transcript) {
        if (entry.kind == TranscriptEntry::Kind::Event) {
            maskText(entry.octets, finder);
            continue;
        }
        auto& stream = streams[{entry.conn, entry.kind}];
        stream.push_back(&entry);
        if (entry.cut > 0) {
            maskStream(stream, finder);
            stream.clear();
        }
    }
    for (const auto& [key, stream] : streams) {
        if (!stream.empty()) maskStream(stream, finder);
    }
}

}  // namespace

dialogue::Outcome masked(dialogue::Outcome outcome, std::span<const sasl::Secret> also) {
    std::vector<sasl::Secret> secrets = std::exchange(outcome.secrets, {});
    secrets.insert(secrets.end(), also.begin(), also.end());
    const SecretFinder finder(secrets);
    if (finder.empty()) return outcome;

    maskReason(outcome.why, finder);
    for (judge::Check& check : outcome.checks) maskCheck(check, finder);
    maskTranscript(outcome.transcript, finder);
    // A server that knows a password may say it in any of these.
    for (std::string& mechanism : outcome.mechanisms) maskText(mechanism, finder);
    for (std::string& feature : outcome.features) maskText(feature, finder);
    for (std::string& jid : outcome.strangers) maskText(jid, finder);
    maskText(outcome.blockedBy.id, finder);
    maskText(outcome.saslFailure, finder);
    if (outcome.tls) {
        for (std::string* fact :
             {&outcome.tls->alpn, &outcome.tls->subject, &outcome.tls->issuer, &outcome.tls->verifyError}) {
            maskText(*fact, finder);
        }
    }
    return outcome;
}

judge::Check masked(judge::Check check, std::span<const sasl::Secret> secrets) {
    const SecretFinder finder(secrets);
    if (!finder.empty()) maskCheck(check, finder);
    return check;
}

}  // namespace xmppconf::reports
