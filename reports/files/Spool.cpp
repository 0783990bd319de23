#include "reports/files/Spool.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace xmppconf::reports {

namespace {

constexpr std::size_t kPart = 64 * 1024;

Failure failure(int error) {
    return {fmt::format("cannot keep the results in a temporary file: {}",
                        std::generic_category().message(error))};
}

}  // namespace

Spool::~Spool() {
    if (fd_ >= 0) ::close(fd_);
}

Result<void> Spool::put(std::size_t rank, std::string_view piece) {
    if (fd_ < 0) {
        std::error_code error;
        const auto folder = std::filesystem::temp_directory_path(error);
        if (error) return failure(error.value());
        std::string name = (folder / "xmppconf-XXXXXX").string();
        fd_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (fd_ < 0) return failure(errno);
        ::unlink(name.c_str());
    }
    const Piece kept{end_, piece.size()};
    while (!piece.empty()) {
        const ssize_t count = ::pwrite(fd_, piece.data(), piece.size(), end_);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(errno);
        end_ += count;
        piece.remove_prefix(static_cast<std::size_t>(count));
    }
    pieces_[rank] = kept;
    return {};
}

Result<void> Spool::read(std::size_t rank, const std::function<void(std::string_view)>& sink) const {
    const auto found = pieces_.find(rank);
    if (found == pieces_.end()) return {};
    auto [offset, length] = found->second;
    std::string part;
    while (length > 0) {
        part.resize(std::min(length, kPart));
        const ssize_t count = ::pread(fd_, part.data(), part.size(), offset);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return failure(count < 0 ? errno : EIO);
        sink(std::string_view(part).substr(0, static_cast<std::size_t>(count)));
        offset += count;
        length -= static_cast<std::size_t>(count);
    }
    return {};
}

}  // namespace xmppconf::reports
