#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace xmppconf::dialogue {

/// What resources of this program begin with, wherever a vector does not ask for another one.
inline constexpr std::string_view kOwnResource = "xmppconf-";

/// The sessions that the run has had on its accounts, and those of others that showed: they get messages and
/// answers that were meant for ours (RFC 6121 section 8.5). For any number of threads.
class Sessions {
  public:
    virtual ~Sessions() = default;

    virtual void bound(const std::string& fullJid);
    /// A session on one of our accounts showed: true if it is somebody else's, and then it is remembered.
    virtual bool showed(const std::string& account, const std::string& fullJid);
    /// A stranger by each account that has one.
    std::map<std::string, std::string> strangers() const;

  private:
    mutable std::mutex mutex_;
    std::set<std::string> ours_;
    std::map<std::string, std::string> strangers_;
};

}  // namespace xmppconf::dialogue
