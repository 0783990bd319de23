#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "harness/xml/Arena.h"

namespace xmppconf::xml {

/// Hands out empty arenas and takes the last few into use again once nobody holds an element in them.
/// Pool and elements belong to one thread.
class ArenaPool {
  public:
    std::shared_ptr<Arena> take();

  private:
    std::array<std::shared_ptr<Arena>, 4> arenas_;
    std::size_t next_ = 0;
};

}  // namespace xmppconf::xml
