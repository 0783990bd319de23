#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::dialogue {

/// What one account came to with one mechanism, when the run tried them all (RFC 6120 section 6.4).
struct Login {
    enum class Result {
        Works,
        Refused,  ///< the server answered with <failure/>: perhaps the password is wrong
        Broken,   ///< anything else: the exchange came to no end that SASL knows
        Unusable  ///< ours: the password cannot be prepared for this mechanism
    };
    std::string jid;        ///< bare
    std::string mechanism;  ///< as offered
    std::string binding{};  ///< type of the channel binding, of a -PLUS
    Result result = Result::Works;
    std::string said{};  ///< a sentence, empty with Works: the server's condition, or what went wrong
};
std::string_view nameOf(Login::Result result);  ///< "works", "refused", "broken", "unusable"

/// Every account with every mechanism on offer. Empty before they were tried: then everything may work.
class Logins {
  public:
    void add(Login login) { all_.push_back(std::move(login)); }
    const std::vector<Login>& all() const { return all_; }

    bool tried() const { return !all_.empty(); }
    /// The pair worked; without `mechanism`, any pair of the account did.
    bool works(std::string_view jid, std::string_view mechanism = {}, std::string_view binding = {}) const;
    /// The server refused the account with every mechanism that it answered to at all.
    bool refused(std::string_view jid) const;
    /// Worth a login in set-up: the pair worked, or no pair of this account did and the server is to blame.
    bool usable(std::string_view jid, std::string_view mechanism, std::string_view binding = {}) const;
    /// Null when it was not tried.
    const Login* find(std::string_view jid, std::string_view mechanism, std::string_view binding = {}) const;

  private:
    std::vector<Login> all_;
};

}  // namespace xmppconf::dialogue
