#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/Result.h"
#include "harness/dialogue/Recorder.h"
#include "harness/judge/InvariantJudge.h"
#include "harness/octets/AlertSieve.h"
#include "harness/octets/Network.h"
#include "harness/stream/Inbox.h"
#include "harness/stream/Stream.h"

namespace xmppconf::dialogue {

/// One connection of a vector, on which we are the initiator: carries octets between a link and a stream,
/// records them, and holds what both sides say against what must always and never be.
class Connection {
  public:
    /// The recorder, the judge and the clock outlive this.
    Connection(std::string name, std::unique_ptr<octets::Link> link, const octets::Clock& clock,
               Recorder& recorder, judge::InvariantJudge& invariants);

    const std::string& name() const { return name_; }
    octets::Link& link() { return *link_; }
    /// There may still come something from the link.
    bool live() const { return facts().ending.transport == stream::Ending::Transport::Open; }

    /// Takes what has happened on the link.
    void absorb();
    /// What came and was not looked at yet, or null. Reads one thing at most; nothing is sent.
    const stream::Item* peek();
    /// All that came and was not taken yet, as far as it was looked at.
    const stream::Inbox& inbox() const { return inbox_; }
    void take(std::size_t index) { inbox_.take(index); }
    void takeUnread() { inbox_.take(inbox_.size() - 1); }
    /// Leaves what `peek` showed for later: it came on the server's own account. A server that sends such
    /// stanzas without end is hung up on: none of them is ever forgotten, for one may be what must not come.
    void leave();
    /// Our close_notify in answer to the server's, once, where all that it said before has been looked at: a
    /// server waits for it before it ends the connection (RFC 6120 section 4.4).
    void answerCloseNotify();

    /// Sends, as long as the connection stands; `wellFormed` lets our own XML be checked, and the sentence is
    /// about us. Where an answer was taken since we sent last, see `stream::Inbox::sending`. `continued`: the
    /// rest of what stands in the transcript already, where nothing came between.
    Result<void> send(std::string_view octets, bool wellFormed, bool continued = false);
    /// `network` is the one that the link is of.
    void startTls(octets::Network& network, const octets::TlsSettings& settings);
    /// A new stream begins, both ways.
    void restart();
    /// The next octets to be sent begin a new document.
    void newOutgoingStream() { stream_.beginAhead(); }
    /// Sends the closing tag of the header that we sent, once; checked as `send` does.
    Result<void> closeStream();
    /// The same in answer to the server's, whatever of ours is still unfinished.
    void answerClosingTag();
    /// Judges in all traffic how the end came out that a vector waited for, where a stream error came before.
    /// Returns the requirements that it breaks.
    std::vector<std::string> judgeEnd(const judge::EndAfterError& end);
    void finish();
    void reset();

    /// What has been learnt of its streams.
    const stream::StreamFacts& facts() const { return stream_.facts(); }
    /// White space came before a first-level element since we last wrote (RFC 6120 sections 5.3.3 and 6.3.5).
    bool whiteSpace() const { return stream_.whiteSpace(stream::Side::Receiver); }
    bool connected() const { return connected_; }
    bool tlsEstablished() const { return facts().tls.has_value(); }
    const std::string& failure() const { return failure_; }  ///< of connecting or TLS; empty: none
    /// What the server did where TLS has failed.
    octets::LinkEvent::Peer inHandshake() const { return inHandshake_; }
    /// The alert with which the server ended TLS, as a sentence; empty: it did not.
    const std::string& alert() const { return alert_; }

  private:
    void noteTlsFailure(const octets::LinkEvent& event);
    void heard(std::string_view octets);
    /// The server sent more than we bear: no end that it made, and nobody's fault.
    void hangUp(std::string sentence);
    void breakOff(const std::string& sentence);  ///< TLS broke: nothing more can be read
    void ended(stream::Item::Kind kind, stream::Ending::Transport how, std::string sentence);
    /// Learns from what we send; where `checked_`, it must be well-formed.
    Result<void> readOwn(std::string_view octets);
    void write(std::string_view octets, bool continued);
    void writeClosingTag();

    std::string name_;
    std::unique_ptr<octets::Link> link_;
    const octets::Clock& clock_;
    Recorder& recorder_;
    judge::InvariantJudge& invariants_;
    stream::Stream stream_;
    stream::Inbox inbox_{stream::Side::Receiver};
    octets::AlertSieve alerts_;
    std::size_t received_ = 0;

    bool connected_ = false;
    std::string failure_;
    octets::LinkEvent::Peer inHandshake_ = octets::LinkEvent::Peer::None;
    std::string alert_;

    // what we have said
    bool checked_ = true;  ///< all on this stream is meant to be well-formed
    bool closingTagSent_ = false;
    bool closeNotifyAnswered_ = false;
    bool finished_ = false;  ///< all that we had to say
};

}  // namespace xmppconf::dialogue
