#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/octets/Random.h"
#include "tests/faulty/server/Conduct.h"
#include "tests/faulty/server/Jid.h"
#include "tests/faulty/server/Profile.h"

namespace xmppconf::faulty {

class Stream;

/// What this server is.
struct Site {
    std::string domain;
    std::map<std::string, std::string> accounts;  ///< users and their passwords
    Profile profile;
};

/// What the streams of one server share: accounts, connected resources, rosters, messages kept for later.
/// Everything happens on one thread. Site, conduct, clock and randomness outlive it, and it outlives its
/// streams.
class Server {
  public:
    Server(const Site& site, const Conduct& conduct, const octets::Clock& clock, octets::Random& random);

    const Site& site() const { return site_; }
    const Conduct& conduct() const { return conduct_; }
    const octets::Clock& clock() const { return clock_; }
    octets::Random& random() { return random_; }

    /// Null: there is no such user.
    const std::string* passwordOf(const std::string& user) const;
    /// The account that a user name means, whatever its letters; the name itself where there is none.
    std::string accountNamed(const std::string& user) const;
    /// A service beside the accounts, which understands nothing.
    std::string localService() const { return "echo." + site_.domain; }
    bool isLocal(const Jid& jid) const { return jid.domain == site_.domain; }

    /// Besides other addresses that the stream may have.
    void bind(Stream& stream, const Jid& full);
    void unbind(Stream& stream);  ///< from all its addresses
    Stream* at(const Jid& full) const;
    /// All connected resources of an account, in the order of binding.
    std::vector<Stream*> resourcesOf(const std::string& user) const;
    /// Those that have sent initial presence and not a negative priority.
    std::vector<Stream*> availableOf(const std::string& user) const;

    /// Items by JID.
    std::map<std::string, Markup>& rosterOf(const std::string& user) { return rosters_[user]; }
    /// Another one after each change.
    unsigned& rosterVersionOf(const std::string& user) { return rosterVersions_[user]; }
    std::vector<Markup>& keptFor(const std::string& user) { return kept_[user]; }

    /// What hooks remember across streams.
    std::map<std::string, std::string> notes;

  private:
    const Site& site_;
    std::optional<Conduct> withDoors_;  ///< where the profile has more of them
    const Conduct& conduct_;
    const octets::Clock& clock_;
    octets::Random& random_;
    std::vector<std::pair<Jid, Stream*>> bound_;
    std::map<std::string, std::map<std::string, Markup>> rosters_;
    std::map<std::string, unsigned> rosterVersions_;
    std::map<std::string, std::vector<Markup>> kept_;
};

}  // namespace xmppconf::faulty
