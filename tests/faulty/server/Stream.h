#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "harness/xml/StreamReader.h"
#include "tests/faulty/server/Binding.h"
#include "tests/faulty/server/Conduct.h"
#include "tests/faulty/server/Jid.h"
#include "tests/faulty/server/SaslNegotiation.h"
#include "tests/faulty/server/Server.h"
#include "tests/faulty/server/StanzaRules.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

/// The server's side of one client connection (RFC 6120 section 4): octets in, octets out. What it says at
/// each point depends on the conduct; hooks may call everything here that is public.
class Stream final : public Protocol {
  public:
    /// Both outlive this.
    Stream(Server& server, Wire& wire);
    ~Stream() override;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void connected() override;
    void receive(std::string_view octets) override;
    void peerEnded() override;
    void tlsEstablished() override;
    void tlsFailed() override;
    octets::Instant due() const override;
    void wake() override;

    Server& server() { return server_; }
    const Conduct& conduct() const { return server_.conduct(); }
    Wire& wire() { return wire_; }
    SaslNegotiation& sasl() { return sasl_; }

    bool awaitsHeader() const { return awaitsHeader_; }
    bool headerSent() const { return headerSent_; }
    bool tls() const { return wire_.tlsOn(); }
    bool authenticated() const { return !user_.empty(); }
    bool bound() const { return !jid_.resource.empty(); }
    bool ended() const { return ended_; }
    const std::string& user() const { return user_; }  ///< localpart; empty before the login
    const Jid& jid() const { return jid_; }            ///< full once bound
    bool available() const { return available_; }
    void setAvailable(bool available) { available_ = available; }
    /// The client's header of the present stream; null before it came, or when it could not be read.
    const xml::StreamEvent* clientHeader() const { return clientHeader_ ? &*clientHeader_ : nullptr; }
    std::string clientAttribute(std::string_view name, std::string_view ns = {}) const;  ///< of that header
    const std::string& id() const { return id_; }                  ///< of the server's last header
    const std::string& previousId() const { return previousId_; }  ///< of the one before

    void sendHeader(bool beforeError = false);
    void sendFeatures();
    void send(Markup element, bool relayed = false);
    void writeRaw(std::string octets);
    /// True: the stream is over, or it does not listen any more.
    bool refuse(Offence offence);
    void streamError(const std::string& condition);
    /// Ends the stream: closing tag, then the connection.
    void end();
    /// Ends the connection without a word.
    void hangUp();
    /// Does not answer anything from here on.
    void goDeaf() { deaf_ = true; }
    /// The client has logged in: a new stream begins.
    void logIn(const std::string& user);
    /// The same without a new stream.
    void become(const std::string& user);
    void bindAs(const Jid& jid);
    void unbind();
    /// Reads octets as if they had come now, behind what has been read.
    void readAgain(std::string_view octets) { reader_.feed(octets); }
    /// After XML that could not be read: goes on with what comes next as content of the stream.
    void resumeReading();
    void later(octets::Duration delay, std::function<void()> act);

    /// What hooks remember about this connection.
    std::map<std::string, std::string> notes;

  private:
    void drain();
    void handle(const xml::StreamEvent& event);
    void onHeader(const xml::StreamEvent& event);
    bool headerIsWrong(const xml::StreamEvent& event);
    void onElement(const xml::Element& element);
    void onStanza(const xml::Element& element);
    bool usesHeaderPrefix(const xml::Element& stanza) const;
    void onStartTls();
    void dealWithInTheClear(const std::string& octets);
    void onStreamManagement(const xml::Element& element);
    void onViolation(xml::Violation violation);
    void beginStream();

    Server& server_;
    Wire& wire_;
    xml::StreamReader reader_;
    SaslNegotiation sasl_;
    Binding binding_;
    StanzaRules stanzas_;
    Scope scope_;
    bool awaitsHeader_ = true;
    bool headerSent_ = false;
    bool awaitsTls_ = false;
    bool ended_ = false;
    bool deaf_ = false;
    bool available_ = false;
    std::optional<unsigned> handled_;  ///< stanzas since stream management was enabled
    std::string user_;
    Jid jid_;
    std::optional<xml::StreamEvent> clientHeader_;
    std::string id_, previousId_;
    std::multimap<octets::Instant, std::function<void()>> timers_;
};

}  // namespace xmppconf::faulty
