#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faulty/server/ServerTls.h"
#include "tests/faulty/server/Wire.h"

namespace xmppconf::faulty {

class Identity;

/// Makes what answers on a new connection.
using ProtocolMaker = std::function<std::unique_ptr<Protocol>(Wire&)>;

/// One connection of the server, free of I/O: the client's octets in, octets for the client and the end out.
/// TLS is in here, so that memory and TCP differ in nothing above them.
class Session final : public Wire {
  public:
    struct Output {
        enum class Kind { Octets, Fin, Reset };
        Kind kind;
        std::string octets;
    };

    /// `identity`: null when there is no TLS; `direct`: TLS comes first.
    Session(const ProtocolMaker& maker, const Identity* identity, bool direct);
    ~Session() override;

    void receive(std::string_view octets);
    void peerEnded();
    /// What there is to do on the connection, oldest first.
    std::vector<Output> take();
    bool spoke() const { return !outputs_.empty(); }  ///< `take` has something
    octets::Instant due() const { return protocol_->due(); }
    void wake() { protocol_->wake(); }

    void write(std::string_view octets) override;
    void startTls(const TlsManner& manner) override;
    void finish(TlsEnd tls) override;
    void reset() override;
    bool tlsOn() const override { return tls_ && tls_->established(); }
    std::optional<std::string> channelBinding(octets::ChannelBinding type) const override;
    std::string certifiedJid() const override;

  private:
    void flushTls();
    bool answeredAsSsl2(std::string_view octets);

    const Identity* identity_;
    std::unique_ptr<ServerTls> tls_;
    bool speaksSsl2_ = false;
    bool established_ = false;  ///< and the protocol knows
    bool over_ = false;
    std::vector<Output> outputs_;
    std::unique_ptr<Protocol> protocol_;
};

}  // namespace xmppconf::faulty
