#include "Screen.h"

#include <algorithm>

namespace xmppconf::terminal {

Screen::Screen(std::size_t columns, std::string_view octets) : columns_(columns) {
    while (!octets.empty()) {
        const auto first = static_cast<unsigned char>(octets.front());
        std::size_t length = 1;
        if (first < 0x20 || first == 0x7f) {
            length = control(octets);
        } else {
            while (length < octets.size() && (static_cast<unsigned char>(octets[length]) & 0xc0) == 0x80)
                ++length;
            put(octets.substr(0, length));
        }
        octets.remove_prefix(length);
    }
}

// How many octets the control takes.
std::size_t Screen::control(std::string_view octets) {
    if (octets.front() == '\r') {
        column_ = 0;
        return 1;
    }
    if (octets.front() == '\n') {
        lines_.emplace_back();
        return 1;
    }
    const std::size_t end = octets.find_first_not_of("0123456789;", 2);
    if (octets.starts_with("\x1b[") && end != octets.npos && octets[end] == 'm') {
        coloured_ = true;
        return end + 1;
    }
    ++foreign_;
    return 1;
}

void Screen::put(std::string_view character) {
    if (column_ == columns_) {
        lines_.back().broken = true;
        lines_.emplace_back();
        column_ = 0;
    }
    auto& cells = lines_.back().cells;
    cells.resize(std::max(cells.size(), column_ + 1), " ");
    cells[column_++] = character;
}

std::string Screen::text() const {
    std::string text;
    for (const Line& line : lines_) {
        for (const std::string& cell : line.cells) text += cell;
        if (line.broken) continue;
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text.substr(0, text.find_last_not_of('\n') + 2);
}

}  // namespace xmppconf::terminal
