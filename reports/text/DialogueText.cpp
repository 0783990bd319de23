#include "reports/text/DialogueText.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

using Kind = dialogue::TranscriptEntry::Kind;

std::string_view speakerOf(Kind kind) {
    switch (kind) {
        case Kind::Sent:
            return "C:";
        case Kind::Received:
            return "S:";
        case Kind::Event:
            break;
    }
    return "--";
}

std::string headOf(const dialogue::TranscriptEntry& entry) {
    const double seconds = std::chrono::duration<double>(entry.at).count();
    return fmt::format("{:8.3f}  {}  {} ", seconds, visible(entry.conn), speakerOf(entry.kind));
}

std::string painted(Kind kind, const Palette& palette, std::string_view text) {
    if (kind == Kind::Sent) return palette.sent(text);
    return kind == Kind::Received ? palette.received(text) : palette.dim(text);
}

std::string leftOut(std::size_t octets) {
    return octets == 0 ? std::string() : fmt::format(" … ({} octets more)", octets);
}

}  // namespace

std::string shortened(std::string_view text, std::size_t limit) {
    const Escaped escaped = visible(text, Lines::Escape, limit);
    return escaped.text + leftOut(text.size() - escaped.consumed);
}

std::string dialogueLine(const dialogue::TranscriptEntry& entry, const Palette& palette, std::size_t limit) {
    const Escaped escaped = visible(entry.octets, Lines::Escape, limit);
    const std::size_t missing = entry.octets.size() - escaped.consumed + entry.cut;
    return palette.dim(headOf(entry)) + painted(entry.kind, palette, escaped.text) + leftOut(missing);
}

std::string dialogueBlock(const dialogue::TranscriptEntry& entry, const Palette& palette, std::size_t limit) {
    const std::string head = headOf(entry);
    const Escaped escaped = visible(entry.octets, Lines::Keep, limit);
    const std::size_t missing = entry.octets.size() - escaped.consumed + entry.cut;
    std::string result = palette.dim(head);
    std::string_view rest = escaped.text;
    for (bool first = true; first || !rest.empty(); first = false) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!first) result += '\n' + std::string(head.size(), ' ');
        result += painted(entry.kind, palette, line);
    }
    return result + leftOut(missing);
}

}  // namespace xmppconf::reports
