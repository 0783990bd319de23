#pragma once

#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::reports {

/// A report file that is there completely or not at all: written beside its place, synchronised, then
/// renamed. `-` is standard output; devices, pipes and sockets are written directly. An existing file
/// keeps its permissions; a symbolic link keeps pointing. Failures are sentences that name the path.
class AtomicFile {
  public:
    /// Whether a report could be written there, without changing what is there. Meant for before the run.
    static Result<void> check(const std::string& path);
    static Result<AtomicFile> open(const std::string& path);
    /// Opens, writes and commits.
    static Result<void> write(const std::string& path, std::string_view octets);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();  ///< what was not committed is gone

    /// Buffers; a failure is kept, and told by `commit` too.
    void write(std::string_view octets);
    /// Makes the file appear at its place. Only once.
    Result<void> commit();

  private:
    AtomicFile() = default;
    bool flush();
    void discard();
    Failure failure(int error) const;

    int fd_ = -1;
    bool direct_ = false;    ///< no temporary file: standard output, a device, a pipe
    std::string shownPath_;  ///< as the user named it
    std::string path_;       ///< where the link, if it is one, leads
    std::string temporary_;
    std::string buffer_;
    int error_ = 0;  ///< errno of the first failed write
};

}  // namespace xmppconf::reports
