#include "tests/faulty/server/Server.h"

#include <Poco/String.h>

#include <algorithm>

#include "tests/faulty/server/Doors.h"
#include "tests/faulty/server/Stream.h"

namespace xmppconf::faulty {

namespace {

std::optional<Conduct> withDoors(const Profile& profile, const Conduct& conduct) {
    if (!profile.moreDoors) return std::nullopt;
    Conduct more = conduct;
    addDoors(more);
    return more;
}

}  // namespace

Server::Server(const Site& site, const Conduct& conduct, const octets::Clock& clock, octets::Random& random)
    : site_(site),
      withDoors_(withDoors(site.profile, conduct)),
      conduct_(withDoors_ ? *withDoors_ : conduct),
      clock_(clock),
      random_(random) {}

const std::string* Server::passwordOf(const std::string& user) const {
    const auto found = site_.accounts.find(user);
    return found == site_.accounts.end() ? nullptr : &found->second;
}

std::string Server::accountNamed(const std::string& user) const {
    const std::string small = Poco::toLower(user);
    return conduct().takesCapitalNames && passwordOf(small) ? small : user;
}

void Server::bind(Stream& stream, const Jid& full) { bound_.emplace_back(full, &stream); }

void Server::unbind(Stream& stream) {
    std::erase_if(bound_, [&](const auto& each) { return each.second == &stream; });
}

Stream* Server::at(const Jid& full) const {
    const auto found =
        std::find_if(bound_.begin(), bound_.end(), [&](const auto& each) { return each.first == full; });
    return found == bound_.end() ? nullptr : found->second;
}

std::vector<Stream*> Server::resourcesOf(const std::string& user) const {
    std::vector<Stream*> found;
    for (const auto& [jid, stream] : bound_)
        if (jid.local == user && jid.domain == site_.domain) found.push_back(stream);
    return found;
}

std::vector<Stream*> Server::availableOf(const std::string& user) const {
    std::vector<Stream*> found = resourcesOf(user);
    std::erase_if(found, [](const Stream* each) { return !each->available(); });
    return found;
}

}  // namespace xmppconf::faulty
