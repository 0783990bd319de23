#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/xml/Element.h"
#include "tests/faulty/server/Reaction.h"
#include "tests/faulty/server/SaslMechanism.h"

namespace xmppconf::faulty {

class Stream;

/// SASL on one stream, the server's side (RFC 6120 section 6).
class SaslNegotiation {
  public:
    explicit SaslNegotiation(Stream& stream) : stream_(stream) {}

    /// The mechanisms on offer as things stand, the best first.
    std::vector<std::string> offers() const;
    /// An auth, response or abort, by its name.
    static bool handles(const xml::Element& element);
    void handle(const xml::Element& element);
    /// An auth for this mechanism, on offer or not; `text` is what stands in it.
    void begin(const std::string& name, const std::string& text);
    /// A handshake waits for the client's response.
    bool underWay() const { return mechanism_ != nullptr; }
    const std::string& mechanism() const { return name_; }  ///< of the last auth
    int failures() const { return failures_; }
    /// The user whom the last successful login named as authorization identity; empty: none that there is.
    const std::string& namedUser() const { return namedUser_; }

    void fail(Refusal refusal);
    void failWith(const std::string& condition);
    /// Ends with success as far as the client shall see, and logs in.
    void succeed(const std::string& user, const std::optional<std::string>& data);
    void challenge(const std::optional<std::string>& data);

  private:
    void auth(const xml::Element& element);
    void respond(const xml::Element& element);
    /// Logs in by a handshake that another auth should have ended; false: it is none, or not so answered.
    bool answersFirst(const std::string& response);
    void step(const SaslStep& step);
    /// Text of an auth or response; nothing when it is not Base64.
    std::optional<std::string> decoded(const std::string& text) const;
    bool correlates(const std::string& user) const;
    std::string userNamedBy(const std::string& authzid) const;

    Stream& stream_;
    std::unique_ptr<SaslMechanism> mechanism_, first_;
    std::string name_, namedUser_;
    int failures_ = 0;
};

}  // namespace xmppconf::faulty
