#pragma once

#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace xmppconf::reports {

/// One line at the bottom of a terminal that is written over and over; does nothing when not enabled.
class ProgressLine {
  public:
    /// `width`: columns of the terminal at this moment; may be empty.
    ProgressLine(std::ostream& output, bool enabled, std::function<std::size_t()> width);

    /// Plain ASCII only.
    void show(std::string_view text);
    /// Must be called before anything else is written.
    void clear();

  private:
    std::ostream& output_;
    bool enabled_;
    std::function<std::size_t()> width_;
    std::size_t shown_ = 0;  ///< columns to overwrite
};

}  // namespace xmppconf::reports
