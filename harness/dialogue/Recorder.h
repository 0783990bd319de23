#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/dialogue/Transcript.h"
#include "harness/octets/Clock.h"

namespace xmppconf::dialogue {

/// Writes the transcript of one vector, in bounded memory: what is too long is cut, with the length left out.
class Recorder {
  public:
    /// `entryOctets`: kept of each entry. The clock must outlive this.
    Recorder(const octets::Clock& clock, std::size_t entryOctets);

    /// `continued`: these belong to what was sent before, and to its entry unless something came between.
    void sent(const std::string& conn, std::string_view octets, bool continued = false);
    void received(const std::string& conn, std::string_view octets);
    void event(const std::string& conn, std::string sentence);

    /// Something was sent.
    bool spoke() const { return spoke_; }
    octets::Duration elapsed() const;
    Transcript take() { return std::move(transcript_); }

  private:
    void add(const std::string& conn, TranscriptEntry::Kind kind, std::string_view octets);

    const octets::Clock& clock_;
    octets::Instant began_;
    std::size_t entryOctets_;
    std::size_t roomLeft_;
    bool spoke_ = false;
    Transcript transcript_;
};

}  // namespace xmppconf::dialogue
