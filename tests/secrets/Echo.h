#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/octets/TestCertificate.h"
#include "tests/program/Line.h"
#include "tests/secrets/LeakFinder.h"

namespace xmppconf::test {

/// The server's side of all mechanisms with a password, as far as it takes to learn secrets and to say them:
/// it knows the passwords, and says back all that it was told and all that it can compute: beside the
/// features and in a message to those whose password is right, in its refusal to others. For any number of
/// threads.
class Echo {
  public:
    static constexpr std::string_view kAlice = "w0nder&<land>'s end";
    static constexpr std::string_view kBob = "b\xc3\xbclder, \"inc\"";
    /// What it says beside the secrets: this may be seen, and where it is not, no secret could be seen
    /// either.
    static constexpr std::string_view kPlanted = "pl4nted0ctets";

    /// `offered`: mechanisms, separated by spaces. `tls`: from the first octet on.
    Echo(std::string offered, bool tls);

    void speak(Line& line);  ///< the script of a ScriptedPeer
    LeakFinder finder() const;
    /// The mechanisms that clients chose.
    std::set<std::string> chosen() const;

  private:
    void learn(const std::string& mechanism, const std::vector<std::string>& secrets);

    std::string offered_;
    bool tls_;
    octets::TestCertificate identity_ = octets::TestCertificate::selfSigned({.subject = "conf.test"});
    mutable std::mutex mutex_;
    LeakFinder finder_;
    std::set<std::string> chosen_;
};

}  // namespace xmppconf::test
