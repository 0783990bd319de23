#include "harness/octets/Interrupt.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace xmppconf::octets {

Interrupt::Interrupt() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Interrupt::~Interrupt() { ::close(fd_); }

void Interrupt::raise() noexcept {
    const int before = errno;
    raised_.store(true, std::memory_order_release);
    const std::uint64_t one = 1;
    // It fails only where the counter is full, and then the descriptor is readable already.
    [[maybe_unused]] const ssize_t written = ::write(fd_, &one, sizeof one);
    errno = before;
}

}  // namespace xmppconf::octets
