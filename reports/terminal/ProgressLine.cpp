#include "reports/terminal/ProgressLine.h"

#include <algorithm>
#include <utility>

namespace xmppconf::reports {

namespace {

constexpr std::size_t kUsualWidth = 80;

}  // namespace

ProgressLine::ProgressLine(std::ostream& output, bool enabled, std::function<std::size_t()> width)
    : output_(output), enabled_(enabled), width_(std::move(width)) {}

void ProgressLine::show(std::string_view text) {
    if (!enabled_) return;
    const std::size_t known = width_ ? width_() : 0;
    // The last column stays free: some terminals break the line there.
    const std::size_t room = (known > 0 ? known : kUsualWidth) - 1;
    text = text.substr(0, room);
    const std::size_t before = std::min(shown_, room);
    output_ << '\r' << text;
    if (before > text.size()) output_ << std::string(before - text.size(), ' ') << '\r' << text;
    output_ << std::flush;
    shown_ = text.size();
}

void ProgressLine::clear() {
    if (shown_ == 0) return;
    show("");
    output_ << '\r';
    shown_ = 0;
}

}  // namespace xmppconf::reports
