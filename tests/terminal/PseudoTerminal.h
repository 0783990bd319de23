#pragma once

#include <string>
#include <thread>

namespace xmppconf::terminal {

/// A terminal that nobody sits at: what is written to it is read at once, so no writer ever waits.
class PseudoTerminal {
  public:
    explicit PseudoTerminal(unsigned short columns);
    ~PseudoTerminal();
    PseudoTerminal(const PseudoTerminal&) = delete;
    PseudoTerminal& operator=(const PseudoTerminal&) = delete;

    int file() const { return slave_; }         ///< where to write; owned by this
    std::string path() const;                   ///< the same by its name
    std::size_t columns() const;                ///< as the kernel knows them
    void resize(unsigned short columns) const;  ///< as a user does with a window
    /// Everything that was written. Ends the terminal, once no other process holds it any more.
    std::string everything();

  private:
    int master_ = -1;
    int slave_ = -1;
    std::string written_;
    std::thread reader_;
};

}  // namespace xmppconf::terminal
