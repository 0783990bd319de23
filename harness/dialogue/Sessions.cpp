#include "harness/dialogue/Sessions.h"

namespace xmppconf::dialogue {

void Sessions::bound(const std::string& fullJid) {
    const std::lock_guard lock(mutex_);
    ours_.insert(fullJid);
}

bool Sessions::showed(const std::string& account, const std::string& fullJid) {
    const std::string_view resource = std::string_view(fullJid).substr(account.size() + 1);
    if (resource.starts_with(kOwnResource)) return false;
    const std::lock_guard lock(mutex_);
    if (ours_.contains(fullJid)) return false;
    strangers_.emplace(account, fullJid);
    return true;
}

std::map<std::string, std::string> Sessions::strangers() const {
    const std::lock_guard lock(mutex_);
    return strangers_;
}

}  // namespace xmppconf::dialogue
