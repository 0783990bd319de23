#include "reports/text/Palette.h"

#include <fmt/format.h>

#include <algorithm>

namespace xmppconf::reports {

namespace {

std::string_view codeOf(judge::Verdict verdict) {
    switch (verdict) {
        case judge::Verdict::Pass:
            return "32";
        case judge::Verdict::Info:
            return "36";
        case judge::Verdict::Warn:
            return "33";
        case judge::Verdict::Fail:
            return "31";
        case judge::Verdict::Blocked:
            return "35";
        case judge::Verdict::Skip:
            return "2";
        case judge::Verdict::Error:
            break;
    }
    return "1;31";
}

std::string_view markOf(judge::Verdict verdict) {
    switch (verdict) {
        case judge::Verdict::Pass:
            return "✓";
        case judge::Verdict::Info:
            return "i";
        case judge::Verdict::Warn:
            return "!";
        case judge::Verdict::Fail:
            return "✗";
        case judge::Verdict::Blocked:
            return "?";
        case judge::Verdict::Skip:
            return "-";
        case judge::Verdict::Error:
            break;
    }
    return "E";
}

}  // namespace

std::string Palette::wrap(std::string_view code, std::string_view text) const {
    return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string Palette::paint(judge::Verdict verdict, std::string_view text) const {
    return wrap(codeOf(verdict), text);
}

std::string Palette::badge(judge::Verdict verdict) const {
    static constexpr std::size_t kLongest = 7;  // "blocked"
    const std::string_view name = judge::nameOf(verdict);
    const std::string padding(kLongest - std::min(kLongest, name.size()), ' ');
    return paint(verdict, fmt::format("{} {}", markOf(verdict), name)) + padding;
}

}  // namespace xmppconf::reports
