#include "suite/options/TextFile.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace xmppconf::suite {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

Failure cannotRead(const std::string& path, int error) {
    return {fmt::format("cannot read '{}': {}", path, std::generic_category().message(error))};
}

}  // namespace

Result<TextFile> readTextFile(const std::string& path, std::size_t most) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return cannotRead(path, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return cannotRead(path, errno);
    TextFile result;
    result.readableByAll = S_ISREG(status.st_mode) && (status.st_mode & S_IROTH) != 0;
    std::array<char, 4096> buffer;
    for (;;) {
        const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
        if (count == 0) return result;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannotRead(path, errno);
        result.text.append(buffer.data(), static_cast<std::size_t>(count));
        if (result.text.size() > most)
            return Failure{fmt::format("'{}' is larger than {} octets", path, most)};
    }
}

}  // namespace xmppconf::suite
