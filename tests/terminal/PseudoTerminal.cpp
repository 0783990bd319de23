#include "PseudoTerminal.h"

#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <system_error>
#include <utility>

namespace xmppconf::terminal {

PseudoTerminal::PseudoTerminal(unsigned short columns) {
    const winsize size{24, columns, 0, 0};
    if (::openpty(&master_, &slave_, nullptr, nullptr, &size) != 0)
        throw std::system_error(errno, std::generic_category(), "openpty");
    // The kernel says EIO once the last writer has gone.
    reader_ = std::thread([this] {
        std::array<char, 4096> buffer{};
        for (ssize_t got = 0; (got = ::read(master_, buffer.data(), buffer.size())) > 0;)
            written_.append(buffer.data(), static_cast<std::size_t>(got));
    });
}

PseudoTerminal::~PseudoTerminal() {
    everything();
    ::close(master_);
}

std::string PseudoTerminal::path() const {
    std::array<char, PATH_MAX> name{};
    if (const int error = ::ttyname_r(slave_, name.data(), name.size()); error != 0)
        throw std::system_error(error, std::generic_category(), "ttyname");
    return name.data();
}

std::size_t PseudoTerminal::columns() const {
    winsize size{};
    if (::ioctl(slave_, TIOCGWINSZ, &size) != 0)
        throw std::system_error(errno, std::generic_category(), "TIOCGWINSZ");
    return size.ws_col;
}

void PseudoTerminal::resize(unsigned short columns) const {
    const winsize size{24, columns, 0, 0};
    if (::ioctl(slave_, TIOCSWINSZ, &size) != 0)
        throw std::system_error(errno, std::generic_category(), "TIOCSWINSZ");
}

std::string PseudoTerminal::everything() {
    if (slave_ != -1) ::close(std::exchange(slave_, -1));
    if (reader_.joinable()) reader_.join();
    return written_;
}

}  // namespace xmppconf::terminal
