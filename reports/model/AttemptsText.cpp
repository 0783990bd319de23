#include "reports/model/AttemptsText.h"

#include <fmt/format.h>

#include <map>

namespace xmppconf::reports {

std::string attemptsText(const ReportedVector& vector) {
    if (vector.others.empty()) return {};
    std::multimap<int, std::string> words;
    const auto add = [&](int number, judge::Verdict verdict, bool alone) {
        words.emplace(number,
                      fmt::format("{} {}", judge::nameOf(verdict), alone ? "alone" : "beside others"));
    };
    add(vector.attempt, vector.verdict, vector.alone);
    for (const ReportedAttempt& other : vector.others) add(other.number, other.verdict, other.alone);
    std::string text;
    for (const auto& [number, word] : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string markText(dialogue::Mark mark) {
    switch (mark) {
        case dialogue::Mark::None:
            return {};
        case dialogue::Mark::Load:
            return "load: it failed beside other conversations only, and passed alone";
        case dialogue::Mark::Flaky:
            break;
    }
    return "flaky: it failed alone, and passed another time";
}

}  // namespace xmppconf::reports
