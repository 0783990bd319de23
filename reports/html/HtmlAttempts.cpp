#include "reports/html/HtmlAttempts.h"

#include <fmt/format.h>

#include "reports/html/HtmlDialogue.h"
#include "reports/html/HtmlParts.h"
#include "reports/model/AttemptsText.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kAttemptReason = 600;

}  // namespace

std::string htmlAttempts(const ReportedVector& vector, Room& room) {
    if (vector.others.empty()) return {};
    std::string text = fmt::format("<h4>Attempts <small>{}</small></h4>\n", attemptsText(vector));
    if (const std::string mark = markText(vector.mark); !mark.empty())
        text += fmt::format("<p class=\"note\"><b>Marked</b> {}.</p>\n", mark);
    for (const ReportedAttempt& other : vector.others) {
        const std::string reason = octetsText(other.reason, room.upTo(kAttemptReason));
        room.take(reason.size());
        text += fmt::format(
            "<details class=\"attempt {0}\"><summary>{1} attempt {2}, {3} <time>{4} ms</time></summary>"
            "<p>{5}</p>\n{6}</details>\n",
            judge::nameOf(other.verdict), badge(judge::nameOf(other.verdict)), other.number,
            other.alone ? "alone" : "beside others", other.durationMs, reason,
            htmlDialogue(other.transcript, room));
    }
    return text;
}

}  // namespace xmppconf::reports
