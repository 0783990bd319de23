#include "harness/dialogue/Recorder.h"

#include <algorithm>

#include "harness/xml/OctetScan.h"

namespace xmppconf::dialogue {

namespace {

constexpr std::size_t kWholeTranscript = 256 * 1024;
constexpr std::size_t kEntries = 5000;

}  // namespace

Recorder::Recorder(const octets::Clock& clock, std::size_t entryOctets)
    : clock_(clock), began_(clock.now()), entryOctets_(entryOctets), roomLeft_(kWholeTranscript) {}

void Recorder::sent(const std::string& conn, std::string_view octets, bool continued) {
    spoke_ |= !octets.empty();
    if (continued && !transcript_.empty()) {
        TranscriptEntry& last = transcript_.back();
        const bool fits =
            last.cut == 0 && octets.size() <= roomLeft_ && last.octets.size() + octets.size() <= entryOctets_;
        if (fits && last.conn == conn && last.kind == TranscriptEntry::Kind::Sent) {
            last.octets += octets;
            roomLeft_ -= octets.size();
            return;
        }
    }
    add(conn, TranscriptEntry::Kind::Sent, octets);
}

void Recorder::received(const std::string& conn, std::string_view octets) {
    add(conn, TranscriptEntry::Kind::Received, octets);
}

void Recorder::event(const std::string& conn, std::string sentence) {
    add(conn, TranscriptEntry::Kind::Event, sentence);
}

octets::Duration Recorder::elapsed() const { return clock_.now() - began_; }

void Recorder::add(const std::string& conn, TranscriptEntry::Kind kind, std::string_view octets) {
    const bool isEvent = kind == TranscriptEntry::Kind::Event;
    if (transcript_.size() >= kEntries && !isEvent) {  // a peer that drips: only counted from here on
        for (auto entry = transcript_.rbegin(); entry != transcript_.rend(); ++entry) {
            if (entry->conn == conn && entry->kind == kind) {
                entry->cut += octets.size();
                return;
            }
        }
    }
    if (transcript_.size() >= 2 * kEntries) return;
    std::string_view kept = octets;
    const std::size_t room = std::min(entryOctets_, roomLeft_);
    if (!isEvent && room < octets.size()) kept = xml::withoutCutCharacter(octets.substr(0, room));
    if (!isEvent) roomLeft_ -= kept.size();
    transcript_.push_back({elapsed(), conn, kind, std::string(kept), octets.size() - kept.size()});
}

}  // namespace xmppconf::dialogue
