#include "suite/run/TranscriptSize.h"

#include <fmt/format.h>

#include <numeric>
#include <utility>

#include "harness/xml/OctetScan.h"

namespace xmppconf::suite {
namespace {

using dialogue::TranscriptEntry;

constexpr std::size_t kKeptOctets = 1000;
constexpr std::ptrdiff_t kKeptEntries = 10;

void shorten(TranscriptEntry& entry) {
    if (entry.octets.size() <= kKeptOctets) return;
    const std::string_view whole = entry.octets;
    std::string kept(xml::withoutCutCharacter(whole.substr(0, kKeptOctets)));
    entry.cut += whole.size() - kept.size();
    entry.octets = std::move(kept);
}

}  // namespace

std::size_t octetsOf(const dialogue::Transcript& transcript) {
    return std::accumulate(transcript.begin(), transcript.end(), std::size_t{0},
                           [](std::size_t sum, const TranscriptEntry& entry) {
                               return sum + sizeof entry + entry.octets.size();
                           });
}

void shorten(dialogue::Transcript& transcript) {
    for (TranscriptEntry& entry : transcript) shorten(entry);
    const auto size = static_cast<std::ptrdiff_t>(transcript.size());
    if (size <= 2 * kKeptEntries) return;
    const auto from = transcript.begin() + kKeptEntries;
    TranscriptEntry note = *from;
    note.kind = TranscriptEntry::Kind::Event;
    note.cut = 0;
    note.octets =
        fmt::format("{} entries are left out here: the server sent too much in too many conversations",
                    size - 2 * kKeptEntries);
    *from = std::move(note);
    transcript.erase(from + 1, transcript.end() - kKeptEntries);
    transcript.shrink_to_fit();
}

}  // namespace xmppconf::suite
