#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::reports {

/// Finished pieces of a report, kept on disk in a nameless file until they are wanted in order, so that a
/// long run needs little memory. Not thread-safe.
class Spool {
  public:
    Spool() = default;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// Keeps the piece under its rank; a second piece of the same rank replaces the first.
    Result<void> put(std::size_t rank, std::string_view piece);
    bool has(std::size_t rank) const { return pieces_.contains(rank); }
    /// Hands the piece over in parts of bounded size.
    Result<void> read(std::size_t rank, const std::function<void(std::string_view)>& sink) const;

  private:
    struct Piece {
        std::int64_t offset = 0;
        std::size_t length = 0;
    };
    int fd_ = -1;
    std::int64_t end_ = 0;
    std::map<std::size_t, Piece> pieces_;
};

}  // namespace xmppconf::reports
