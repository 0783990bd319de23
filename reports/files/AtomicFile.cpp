#include "reports/files/AtomicFile.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace xmppconf::reports {

namespace {

constexpr std::size_t kBuffer = 64 * 1024;
constexpr mode_t kNewFile = 0666;  // the user's umask takes away what it takes away
constexpr int kNameTries = 100;

std::string folderOf(const std::string& path) {
    const std::string parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

/// Writes everything; 0 or errno.
int writeAll(int fd, std::string_view octets) {
    while (!octets.empty()) {
        const ssize_t count = ::write(fd, octets.data(), octets.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        octets.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

/// The file behind symbolic links; a link to nowhere is followed by one step.
std::string behindLinks(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_symlink(path, error)) return path;
    const auto whole = std::filesystem::canonical(path, error);
    if (!error) return whole.string();
    const auto step = std::filesystem::read_symlink(path, error);
    return error ? path : (std::filesystem::path(folderOf(path)) / step).string();
}

}  // namespace

Failure AtomicFile::failure(int error) const {
    const std::string name = shownPath_ == "-" ? "standard output" : shownPath_;
    return {fmt::format("cannot write the report {}: {}", name, std::generic_category().message(error))};
}

Result<void> AtomicFile::write(const std::string& path, std::string_view octets) {
    auto file = open(path);
    if (!file) return Failure{file.error()};
    file.value().write(octets);
    return file.value().commit();
}

Result<AtomicFile> AtomicFile::open(const std::string& path) {
    AtomicFile file;
    file.shownPath_ = path;
    if (path == "-") {
        file.direct_ = true;
        file.fd_ = STDOUT_FILENO;
        return file;
    }
    if (path.empty()) return Failure{"the path of a report is empty"};
    file.path_ = behindLinks(path);
    struct stat there {};
    const bool exists = ::stat(file.path_.c_str(), &there) == 0;
    if (exists && S_ISDIR(there.st_mode)) return file.failure(EISDIR);
    if (exists && !S_ISREG(there.st_mode)) {
        file.direct_ = true;
        file.fd_ = ::open(file.path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (file.fd_ < 0) return file.failure(errno);
        return file;
    }
    if (exists && ::access(file.path_.c_str(), W_OK) != 0) return file.failure(errno);
    const std::string stem =
        fmt::format("{}/.{}.{}", folderOf(file.path_),
                    std::filesystem::path(file.path_).filename().string().substr(0, 200), ::getpid());
    for (int attempt = 0; file.fd_ < 0; ++attempt) {
        file.temporary_ = fmt::format("{}-{}.tmp", stem, attempt);
        file.fd_ = ::open(file.temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kNewFile);
        if (file.fd_ >= 0) break;
        const int error = errno;
        if (error == EEXIST && attempt < kNameTries) continue;
        file.temporary_.clear();
        return file.failure(error);
    }
    // Not being allowed to keep the permissions is no reason to lose the report.
    if (exists) static_cast<void>(::fchmod(file.fd_, there.st_mode & 07777));
    return file;
}

Result<void> AtomicFile::check(const std::string& path) {
    struct stat there {};
    if (path != "-" && ::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode) &&
        !S_ISDIR(there.st_mode)) {
        AtomicFile file;  // opening a pipe would block, or wake its reader
        file.shownPath_ = path;
        if (::access(path.c_str(), W_OK) != 0) return file.failure(errno);
        return {};
    }
    const auto file = open(path);
    if (!file) return Failure{file.error()};
    return {};
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      direct_(other.direct_),
      shownPath_(std::move(other.shownPath_)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)),
      error_(other.error_) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    if (this != &other) {
        discard();
        fd_ = std::exchange(other.fd_, -1);
        direct_ = other.direct_;
        shownPath_ = std::move(other.shownPath_);
        path_ = std::move(other.path_);
        temporary_ = std::exchange(other.temporary_, {});
        buffer_ = std::move(other.buffer_);
        error_ = other.error_;
    }
    return *this;
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::discard() {
    if (fd_ >= 0 && fd_ != STDOUT_FILENO) ::close(fd_);
    fd_ = -1;
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    temporary_.clear();
}

void AtomicFile::write(std::string_view octets) {
    buffer_ += octets;
    if (buffer_.size() >= kBuffer) flush();
}

bool AtomicFile::flush() {
    if (error_ == 0) error_ = fd_ < 0 ? EBADF : writeAll(fd_, buffer_);
    buffer_.clear();
    return error_ == 0;
}

Result<void> AtomicFile::commit() {
    if (!flush()) return failure(error_);
    if (direct_) {
        discard();
        return {};
    }
    if (::fsync(fd_) != 0) return failure(errno);
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) return failure(errno);
    temporary_.clear();
    const int folder = ::open(folderOf(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);  // so that the name survives a crash too; not every file system can
        ::close(folder);
    }
    discard();
    return {};
}

}  // namespace xmppconf::reports
