#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/octets/TlsFacts.h"
#include "harness/stream/Side.h"
#include "harness/xml/Namespaces.h"
#include "harness/xml/StreamEvent.h"

namespace xmppconf::stream {

/// How a connection came to its end, as far as it has (RFC 6120 section 4.4).
struct Ending {
    enum class Transport {
        Open,
        NeverStood,  ///< no connection came about
        Fin,
        Reset
    };
    Transport transport = Transport::Open;
    bool closeNotify = false;   ///< of the receiver, in TLS
    std::optional<Side> first;  ///< who ended the stream first, by whatever means
};
std::string_view nameOf(Ending::Transport transport);  ///< "open", "none", "fin", "reset"

/// What one side said, on all streams of the connection.
struct Speech {
    std::optional<xml::StreamEvent> header;  ///< the last
    bool closed = false;                     ///< its closing tag came
    bool error = false;                      ///< a stream error of its came
    std::string errorCondition;              ///< "without a condition" where it has none
    std::size_t stanzas = 0;
    std::string stanzaPrefix;  ///< of the first stanza that came with one (section 4.8.5); empty: none did

    /// Whether it said an element in this namespace. Where there were too many to keep, it is taken for
    /// granted.
    bool named(std::string_view ns) const;
    void name(std::string_view ns);

  private:
    std::set<std::string, std::less<>> namespaces_;
    bool tooMany_ = false;
};

/// What has been learnt of the streams on one connection from what both sides said. A value: it knows neither
/// links nor time, and its size is bounded whatever the sides say.
struct StreamFacts {
    std::string_view content = xml::ns::kClient;  ///< the namespace of stanzas

    Speech initiator;
    Speech receiver;
    std::optional<std::string> id;             ///< of the present stream
    std::optional<std::string> previousId;     ///< of the one before
    xml::ElementPtr features;                  ///< of the present stream; null before they came
    std::vector<xml::ElementPtr> allFeatures;  ///< of all streams so far
    bool handshakeDue = false;                 ///< the receiver said proceed
    std::optional<octets::TlsFacts> tls;       ///< nothing before TLS is established
    std::string mechanism;                     ///< of the last `<auth/>`; empty: none
    std::string saslFailure;                   ///< condition of the last SASL failure; empty: none came
    std::string boundJid;                      ///< the full JID as the receiver gave it; empty: none so far
    int featuresSinceBound = 0;
    std::set<std::string> seenAvailable;  ///< from whom available presence came
    Ending ending;

    const Speech& of(Side side) const { return side == Side::Initiator ? initiator : receiver; }
    Speech& of(Side side) { return side == Side::Initiator ? initiator : receiver; }
    bool bound() const { return !boundJid.empty(); }
    bool isStanza(const xml::Element& element) const;

    void learn(Side side, const xml::StreamEvent& event);
    void endedFirstBy(Side side);
    /// Another stream begins, on which nothing is known yet.
    void restart() { features.reset(); }

  private:
    void learn(Side side, const xml::Element& element);
    void learnFromReceiver(const xml::Element& element, const xml::ElementPtr& owner);
};

}  // namespace xmppconf::stream
