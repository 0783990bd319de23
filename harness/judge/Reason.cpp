#include "harness/judge/Reason.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <utility>

#include "harness/judge/Check.h"
#include "harness/xml/OctetScan.h"

namespace xmppconf::judge {

namespace {

// A reason has room for what came, too; checks and the source have all of it.
constexpr std::size_t kMostExpected = 250;
constexpr std::size_t kNamed = 3;

std::string at(const vector::Place& place) {
    return place.file ? fmt::format(" at {}:{}", *place.file, place.line) : std::string();
}

std::string brokenText(const Reason& reason, const std::string& beside) {
    std::string text =
        fmt::format("{} ({}): expected {}; {}", reason.requirement, vector::nameOf(reason.level),
                    alternatives(reason.expected), reason.actual);
    if (!reason.seenIn.empty()) text += "; " + seenInText(reason.seenIn);
    if (!beside.empty()) text += ". Then it could not go on: " + beside;
    return text;
}

}  // namespace

Reason said(std::string text) {
    if (text.empty()) return {};
    return {.kind = Reason::Kind::Said, .actual = std::move(text)};
}

Reason broken(const Check& check) {
    return {.kind = Reason::Kind::Broken,
            .requirement = check.requirement,
            .level = check.level,
            .place = check.place,
            .expected = check.expected,
            .actual = check.actual,
            .came = check.came};
}

std::string sentence(const Reason& reason) {
    using Why = Reason::Kind;
    const std::string beside = reason.beside.empty() ? std::string() : sentence(reason.beside.front());
    switch (reason.kind) {
        case Why::None:
            return {};
        case Why::Said:
            return reason.actual;
        case Why::Broken:
            return brokenText(reason, beside);
        case Why::SetUpFailed:
            return fmt::format("set-up failed{}: expected {}; {}", at(reason.place),
                               alternatives(reason.expected), reason.actual);
        case Why::SetUpGivenUp:
            return fmt::format("set-up{} failed in the same way in three vectors and is not tried again: {}",
                               at(reason.place), reason.actual);
        case Why::Undecided:
            return fmt::format("expected {}; {}", alternatives(reason.expected), reason.actual);
        case Why::Spoiled:
            return fmt::format("not judged further, since it breaks {}: {}", reason.requirement,
                               reason.actual);
        case Why::NoBranchFits:
            return fmt::format("none of the choices{} fits what the target offers", at(reason.place));
        case Why::NoCheck:
            return "the branch that the conversation took contains no check";
        case Why::Interrupted:
            return "the run was interrupted";
        case Why::EndedBefore:
            return fmt::format("the conversation ended before {} could be judged: {}", reason.requirement,
                               beside);
        case Why::Stranger:
            return fmt::format("somebody else is logged in on the account, as {}. Beside that it came to: {}",
                               reason.actual, beside);
        case Why::BrokenBefore:
            return fmt::format("not judged, since {} is broken before the vector comes to ask: {}",
                               reason.requirement, beside);
        case Why::BrokenEverywhere:
            return fmt::format("not judged, since {} is broken wherever it is asked for: {}",
                               reason.requirement, beside);
        case Why::NoLoginAfterwards:
            return fmt::format("the server no longer accepts a login after this vector: {}{}", reason.actual,
                               beside.empty() ? "" : fmt::format(" (the vector itself: {})", beside));
        case Why::NoAnswerMeanwhile:
            return fmt::format("the server stopped answering during this vector: {}", reason.actual);
        case Why::Faltered:
            return fmt::format(
                "beside other conversations the server spoke of a fault of its own, and no other attempt "
                "came to a verdict{}",
                beside.empty() ? "" : fmt::format(" (the vector itself: {})", beside));
        case Why::OwnError:
            return fmt::format("an error of xmppconf itself: {}", reason.actual);
    }
    return {};
}

std::string alternatives(const std::vector<std::string>& expected) {
    const std::string all = fmt::format("{}", fmt::join(expected, " or "));
    if (all.size() <= kMostExpected) return all;
    const std::string_view kept = xml::withoutCutCharacter(std::string_view(all).substr(0, kMostExpected));
    return fmt::format("{} … ({} octets more)", kept, all.size() - kept.size());
}

std::string seenInText(const std::vector<std::string>& ids) {
    const std::size_t named = std::min(kNamed, ids.size());
    return fmt::format("seen in {} vector{}: {}{}", ids.size(), ids.size() == 1 ? "" : "s",
                       fmt::join(std::span(ids).first(named), ", "),
                       ids.size() > named ? fmt::format(" and {} more", ids.size() - named) : "");
}

}  // namespace xmppconf::judge
