#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/Result.h"
#include "harness/dialogue/Recorder.h"
#include "harness/judge/InvariantJudge.h"
#include "harness/octets/AlertSieve.h"
#include "harness/octets/Link.h"
#include "harness/xml/StreamReader.h"

namespace xmppconf::dialogue {

/// What comes next on a connection.
struct Incoming {
    enum class Kind {
        Header,
        Element,
        ClosingTag,
        Unreadable,  ///< what follows is not XML, or TLS broke; `sentence` says why; nothing more can be read
        HungUp,      ///< we ended the connection, for the server sent more than we bear; stays so
        Ended        ///< the connection is over, `sentence` says how; stays so
    };
    /// Whether an element has to be what is due next.
    enum class Standing {
        Due,         ///< it is what the server has to say now, right or wrong
        OwnAccount,  ///< a server may send it at any time: it may be left for later
        Unasked      ///< it answers nothing that we sent, and no server sends it on its own account
    };
    Kind kind = Kind::Ended;
    xml::ElementPtr element{};
    std::string sentence{};
    std::size_t treeOctets = 0;  ///< of Element: the memory that it takes
    /// The requirements that it breaks in all traffic so that it cannot be read for what it should have said.
    std::vector<std::string> spoiledBy{};
    Standing standing = Standing::Due;
    /// A stream error or an end that had come before we sent what is to be answered (`Connection::send`).
    bool early = false;
};

/// How a stream came to its end, as far as it has (RFC 6120 sections 4.4 and 4.9).
struct Ending {
    bool tag = false;                 ///< the server's closing tag was seen
    bool errorSeen = false;           ///< a stream error came
    std::string error;                ///< its condition; empty: none that has a name
    std::string connection = "open";  ///< or "fin", "reset"
    bool closeNotify = false;
    std::string first;  ///< who ended the stream first: "server", "client"; empty: nobody
};

/// One connection of a vector: octets in → stream events, octets out → checked and recorded. All that came
/// and was not taken is kept in one order: first what was left for later (`leftOver`), then what nobody
/// looked at yet (`peek`).
class Connection {
  public:
    /// The recorder and the judge outlive this.
    Connection(std::string name, std::unique_ptr<octets::Link> link, Recorder& recorder,
               judge::InvariantJudge& invariants);

    const std::string& name() const { return name_; }
    octets::Link& link() { return *link_; }
    /// There may still come something from the link.
    bool live() const { return ending_.connection == "open" && !failed_; }

    /// Takes what has happened on the link.
    void absorb();
    /// The next thing read and not consumed, or null.
    const Incoming* peek();
    void consume();
    /// Leaves what `peek` showed for later: it came on the server's own account. A server that sends such
    /// stanzas without end is hung up on: none of them is ever forgotten, for one may be what must not come.
    void leave();
    /// What was left for later, oldest first.
    const std::vector<Incoming>& leftOver() const { return leftOver_; }
    void takeLeftOver(std::size_t index);

    /// Sends, as long as the connection stands; `wellFormed` lets our own XML be checked, and the sentence is
    /// about us. Where an answer was taken since we sent last, and no refusal, what the server had sent by
    /// now is no answer to this: a stream error or an end of the stream among it is `early`, unless one was
    /// seen before. `continued`: the rest of what stands in the transcript already, where nothing came
    /// between.
    Result<void> send(std::string_view octets, bool wellFormed, bool continued = false);
    void startTls(const octets::TlsSettings& settings);
    /// A new stream begins, both ways.
    void restart();
    /// The next octets to be sent begin a new document.
    void newOutgoingStream();
    /// A stream header of ours is open (as far as our XML could be read).
    bool opened() const { return !ownTag_.empty(); }
    /// Sends the closing tag of the header that we sent, once; checked as `send` does.
    Result<void> closeStream();
    /// The same in answer to the server's, whatever of ours is still unfinished.
    void answerClosingTag();
    /// Judges in all traffic how the end came out that a vector waited for, where a stream error came before.
    /// Returns the requirements that it breaks.
    std::vector<std::string> judgeEnd(const judge::EndAfterError& end);
    void finish();
    void reset();

    bool bound() const { return !boundJid_.empty(); }
    /// The full JID that the server gave, as it stands; empty: none so far.
    const std::string& boundJid() const { return boundJid_; }
    /// From whom available presence came.
    const std::set<std::string>& seenAvailable() const { return seenAvailable_; }
    bool connected() const { return connected_; }
    bool tlsEstablished() const { return link_->tls() != nullptr; }
    const octets::TlsFacts* tls() const { return link_->tls(); }
    const std::string& failure() const { return failure_; }  ///< of connecting or TLS; empty: none
    /// What the server did where TLS has failed.
    octets::LinkEvent::Peer inHandshake() const { return inHandshake_; }
    /// Of the last `<auth/>` that we sent; empty: none.
    const std::string& mechanism() const { return mechanism_; }

    /// The connection is over because the server sent more than we bear: no end that it made, and nobody's
    /// fault.
    bool hungUp() const { return hungUp_; }
    /// The alert with which the server ended TLS, as a sentence; empty: it did not.
    const std::string& alert() const { return alert_; }
    const Ending& ending() const { return ending_; }
    const xml::StreamEvent* header() const { return header_ ? &*header_ : nullptr; }
    const std::optional<std::string>& streamId() const { return streamId_; }
    const std::optional<std::string>& previousStreamId() const { return previousStreamId_; }
    /// White space came before a first-level element since we last wrote (RFC 6120 sections 5.3.3 and 6.3.5);
    /// right behind a comment or the like, which is a breach already, it does not count.
    bool whiteSpace() const { return whiteSpace_; }
    /// The prefix of the first stanza that came with one (section 4.8.5); empty: none did.
    const std::string& stanzaPrefix() const { return stanzaPrefix_; }
    /// The features of the present stream; null before they came.
    const xml::Element* features() const { return features_.get(); }
    /// The condition of the last SASL failure (section 6.5); empty: none came.
    const std::string& saslFailure() const { return saslFailure_; }
    /// The features of all streams on this connection so far.
    const std::vector<xml::ElementPtr>& allFeatures() const { return allFeatures_; }

  private:
    void learn(const xml::StreamEvent& event);
    bool isEarly(const Incoming& incoming) const;
    void noteWhatCameBefore();
    Incoming::Standing standing(const xml::Element& element);
    void noteTlsFailure(const octets::LinkEvent& event);
    void read(std::string_view octets);
    void hangUp(std::string sentence);
    void breakOff(const std::string& sentence);  ///< TLS broke: nothing more can be read
    void answerCloseNotify();                    ///< once (RFC 6120 section 4.4)
    void ended(std::string how, std::string sentence);
    void endedFirstBy(const char* side);
    /// `next` are the octets behind what has been read.
    void noteWhiteSpace(std::string_view next);
    /// Learns from what we send; where `outgoingChecked_`, it must be well-formed.
    Result<void> readOutgoing(std::string_view octets);
    void write(std::string_view octets, bool continued);
    void beginOutgoing();

    std::string name_;
    std::unique_ptr<octets::Link> link_;
    Recorder& recorder_;
    judge::InvariantJudge& invariants_;
    xml::StreamReader incoming_;
    xml::StreamReader outgoing_;
    bool outgoingChecked_ = true;
    bool pipelined_ = false;    ///< our side of the next stream has begun already
    bool outgoingRead_ = true;  ///< all that we sent on this stream could be read
    std::string ownTag_;        ///< the name of our stream header as we spelled it; empty: none is open
    std::string mechanism_;
    std::set<std::string> addressed_;  ///< the namespaces of all elements that we sent
    std::size_t received_ = 0;
    std::size_t fed_ = 0;             ///< octets for the reader of the present stream
    std::size_t fedBeforeSend_ = 0;   ///< of these, before we sent what is to be answered
    bool endedBeforeSend_ = false;    ///< the connection had ended by then
    bool answeredSinceSend_ = false;  ///< the last that was taken since, and no refusal

    std::optional<Incoming> current_;
    std::vector<Incoming> leftOver_;
    std::size_t leftOctets_ = 0;  ///< of memory, of all that was ever left for later
    int featuresSinceBound_ = 0;
    std::optional<xml::StreamEvent> header_;
    std::optional<std::string> streamId_;
    std::optional<std::string> previousStreamId_;
    bool whiteSpace_ = false;
    bool whiteSpacePending_ = false;  ///< it came, and no element after it yet
    /// The last event was a violation, like a comment: white space behind it may be text of an element.
    bool perhapsInElement_ = false;
    bool handshakeDue_ = false;  ///< the server said proceed
    octets::AlertSieve alerts_;
    std::string stanzaPrefix_;
    std::string saslFailure_;
    xml::ElementPtr features_;
    std::vector<xml::ElementPtr> allFeatures_;
    Ending ending_;
    std::string endSentence_;
    std::string failure_;
    octets::LinkEvent::Peer inHandshake_ = octets::LinkEvent::Peer::None;
    bool failed_ = false;
    bool hungUp_ = false;
    bool broken_ = false;    ///< TLS broke
    bool finished_ = false;  ///< we said all that we had to say
    std::string alert_;
    bool connected_ = false;
    std::string boundJid_;
    std::set<std::string> seenAvailable_;
    bool closingTagSent_ = false;
    bool closeNotifyAnswered_ = false;
};

}  // namespace xmppconf::dialogue
