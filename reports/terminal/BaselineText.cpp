#include "reports/terminal/BaselineText.h"

#include <fmt/format.h>

#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kLines = 50;
constexpr std::size_t kEntryName = 200;
constexpr std::size_t kEntrySentence = 300;

std::string line(std::string_view what, const AcceptedDeviation& entry, const std::string& more,
                 const Palette& palette) {
    const std::string requirement = entry.requirement.empty() ? "the whole vector" : entry.requirement;
    return fmt::format("  {}  {}  {}\n{:14}{}\n",
                       palette.paint(judge::Verdict::Fail, fmt::format("{:<10}", what)),
                       shortened(entry.vector, kEntryName), shortened(requirement, kEntryName), "",
                       shortened(more, kEntrySentence));
}

}  // namespace

std::string baselineText(const BaselineResult& result, const Palette& palette) {
    if (result.file.empty()) return {};
    std::string text = '\n' + palette.bold("Baseline") + '\n';
    std::size_t lines = 0;
    const auto add = [&](std::string_view what, const AcceptedDeviation& entry, const std::string& more) {
        if (lines++ < kLines) text += line(what, entry, more, palette);
    };
    for (const NewDeviation& fresh : result.fresh)
        add("new", fresh.entry,
            fresh.entry.requirement.empty() ? fresh.what + " (no baseline can accept this)" : fresh.what);
    for (const BaselineEntry& one : result.entries)
        if (one.state == EntryState::Expired)
            add("expired", one.entry,
                fmt::format("accepted until {}: {}", one.entry.until, one.entry.reason));
    for (const BaselineEntry& one : result.entries)
        if (one.state == EntryState::Stale)
            add("stale", one.entry, fmt::format("{}; it was accepted: {}", one.why, one.entry.reason));
    if (lines > kLines) text += fmt::format("  and {} more\n", lines - kLines);
    if (lines == 0)
        text += "  Nothing is new, and every accepted deviation that was judged is still there.\n";
    if (result.count(EntryState::Expired) > 0)
        text += "  Repair what is expired, or give it a later day in the file.\n";
    if (!result.repair.empty())
        text += fmt::format("  To drop what is stale and to accept what is new:\n    {}\n",
                            visible(result.repair));
    return text;
}

}  // namespace xmppconf::reports
