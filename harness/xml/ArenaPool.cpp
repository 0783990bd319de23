#include "harness/xml/ArenaPool.h"

namespace xmppconf::xml {

std::shared_ptr<Arena> ArenaPool::take() {
    for (const std::shared_ptr<Arena>& arena : arenas_) {
        if (arena && arena.use_count() == 1) {
            arena->reset();
            return arena;
        }
    }
    std::shared_ptr<Arena>& place = arenas_[next_];
    next_ = (next_ + 1) % arenas_.size();
    place = std::make_shared<Arena>();
    return place;
}

}  // namespace xmppconf::xml
