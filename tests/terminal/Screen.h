#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::terminal {

/// What a terminal shows of the octets written to it: carriage returns overwrite, long lines are broken.
class Screen {
  public:
    Screen(std::size_t columns, std::string_view octets);

    /// All lines, those that the terminal broke joined again, without blanks at their ends.
    std::string text() const;
    /// Controls other than line ends and changes of colour, which could do anything to a terminal.
    std::size_t foreignControls() const { return foreign_; }
    bool coloured() const { return coloured_; }

  private:
    struct Line {
        std::vector<std::string> cells;
        bool broken = false;  ///< goes on in the next one
    };

    std::size_t control(std::string_view octets);
    void put(std::string_view character);

    std::size_t columns_;
    std::vector<Line> lines_{1};
    std::size_t column_ = 0;
    std::size_t foreign_ = 0;
    bool coloured_ = false;
};

}  // namespace xmppconf::terminal
