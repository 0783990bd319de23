#include "reports/html/HtmlDialogue.h"

#include <fmt/format.h>

#include <chrono>
#include <vector>

#include "reports/html/HtmlParts.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

using Kind = dialogue::TranscriptEntry::Kind;

constexpr std::size_t kEntry = 4096;
constexpr std::size_t kMarkup = 80;  // octets around an entry

/// The class, and the one who speaks.
std::pair<char, std::string_view> roleOf(Kind kind) {
    switch (kind) {
        case Kind::Sent:
            return {'s', "client"};
        case Kind::Received:
            return {'r', "server"};
        case Kind::Event:
            break;
    }
    return {'e', ""};
}

std::string entryHtml(const dialogue::TranscriptEntry& entry, Room& room) {
    const double ms = std::chrono::duration<double, std::milli>(entry.at).count();
    const std::string text = octetsText(entry.octets, room.upTo(kEntry), entry.cut);
    room.take(text.size() + kMarkup);
    const auto [role, speaker] = roleOf(entry.kind);
    return fmt::format("<li class=\"{}\"><b>{} <i>{}</i></b><time>{:.1f}</time><pre>{}</pre></li>\n", role,
                       speaker, html(entry.conn), ms, text);
}

}  // namespace

std::string htmlDialogue(const dialogue::Transcript& transcript, Room& room) {
    if (transcript.empty()) return {};
    std::vector<std::string> tail;
    std::size_t first = transcript.size();
    while (first > 0 && !room.empty()) tail.push_back(entryHtml(transcript[--first], room));
    std::string text = "<h4>Dialogue <small>time in ms</small></h4><ol class=\"dialogue\">\n";
    if (first > 0) {
        std::size_t octets = 0;
        for (std::size_t i = 0; i < first; ++i) octets += transcript[i].octets.size();
        text += fmt::format(
            "<li class=\"e\"><b></b><time></time><em>{} entries before these, with {} octets, are left out; "
            "the JSON report has them</em></li>\n",
            first, octets);
    }
    for (auto entry = tail.rbegin(); entry != tail.rend(); ++entry) text += *entry;
    return text + "</ol>\n";
}

}  // namespace xmppconf::reports
