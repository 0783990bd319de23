#include "reports/text/TranscriptExcerpt.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text/DialogueText.h"

namespace xmppconf::reports {

std::vector<std::string> transcriptExcerpt(const dialogue::Transcript& transcript, std::size_t limit) {
    const Palette palette(false);
    std::vector<std::string> lines;
    std::size_t size = 0;
    for (auto entry = transcript.rbegin(); entry != transcript.rend() && size < limit; ++entry) {
        lines.push_back(dialogueLine(*entry, palette, std::max<std::size_t>(1, (limit - size) / 2)));
        size += lines.back().size();
    }
    if (lines.size() < transcript.size())
        lines.push_back(fmt::format("({} earlier entries are left out)", transcript.size() - lines.size()));
    std::reverse(lines.begin(), lines.end());
    return lines;
}

}  // namespace xmppconf::reports
