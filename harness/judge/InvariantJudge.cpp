#include "harness/judge/InvariantJudge.h"

#include <fmt/format.h>

#include "harness/judge/Description.h"
#include "harness/judge/PatternMatcher.h"

namespace xmppconf::judge {

namespace {

using Kind = vector::Invariant::Kind;

constexpr std::size_t kShownStanza = 1500;

bool isRequest(const xml::Element& iq) {
    const auto type = iq.attribute("type").value_or("");
    return type == "get" || type == "set";
}

bool isAnswer(const xml::Element& iq) {
    const auto type = iq.attribute("type").value_or("");
    return type == "result" || type == "error";
}

std::string key(const std::string& conn, const xml::Element& element) {
    return conn + '\0' + std::string(element.attribute("id").value_or(""));
}

const char* expectedOf(EndAfterError::What what) {
    switch (what) {
        case EndAfterError::What::Tag:
            return "</stream:stream> behind a stream error";
        case EndAfterError::What::Connection:
            return "the end of the connection behind a stream error and </stream:stream>";
        case EndAfterError::What::Silence:
            break;
    }
    return "nothing behind a stream error and </stream:stream>";
}

}  // namespace

InvariantJudge::InvariantJudge(const vector::Corpus& corpus, std::string_view content, Values& values,
                               StreamIds* ids, std::string_view vector)
    : corpus_(corpus),
      content_(content),
      values_(values),
      ids_(ids),
      vector_(vector),
      conversation_(ids ? ids->newConversation() : 0) {}

void InvariantJudge::sent(const std::string& conn, const xml::Element& element) {
    if (element.is(content_, "iq") && isRequest(element) && element.attribute("id"))
        ++unanswered_[key(conn, element)];
}

std::vector<std::string> InvariantJudge::received(const std::string& conn, const xml::StreamEvent& event) {
    std::vector<std::string> broken;
    if (event.kind == xml::StreamEvent::Kind::Violation) violation(event);
    if (event.element) broken = always(*event.element);
    if (event.kind == xml::StreamEvent::Kind::Element && event.element->is(content_, "iq") &&
        isAnswer(*event.element))
        answer(conn, *event.element);
    if (event.kind == xml::StreamEvent::Kind::Header) {
        for (const auto& invariant : corpus_.invariants) {
            if (invariant.kind == Kind::Never) judge(invariant, true, "", "");
        }
        streamId(conn, *event.element);
    }
    return broken;
}

std::vector<std::string> InvariantJudge::endedAfterError(const EndAfterError& end) {
    std::vector<std::string> broken;
    for (const auto& invariant : corpus_.invariants) {
        if (invariant.kind != Kind::AfterError || invariant.what != end.what) continue;
        judge(invariant, end.met, expectedOf(end.what), end.met ? "" : end.actual);
        if (!end.met) broken.push_back(invariant.requirement);
    }
    return broken;
}

void InvariantJudge::judge(const vector::Invariant& invariant, bool met, std::string expected,
                           std::string actual) {
    auto [place, isNew] = checks_.try_emplace(invariant.id);
    Check& check = place->second;
    if (!isNew && (met || check.verdict != Verdict::Pass)) return;
    check.requirement = invariant.requirement;
    const auto requirement = corpus_.requirements.find(invariant.requirement);
    if (requirement != corpus_.requirements.end()) check.level = requirement->second.level;
    check.verdict = met ? Verdict::Pass : broken(check.level);
    check.place = invariant.place;
    check.invariant = invariant.id;
    if (!met) check.expected = {std::move(expected)};
    check.actual = std::move(actual);
    check.mayBeLoad = invariant.kind == Kind::AfterError;
}

std::vector<std::string> InvariantJudge::always(const xml::Element& element) {
    std::vector<std::string> broken;
    for (const auto& invariant : corpus_.invariants) {
        if (invariant.kind != Kind::Always) continue;
        // Most elements are not what the invariant is about: that must cost next to nothing.
        if (!sameName(*invariant.whenever, element)) continue;
        if (!matchPattern(*invariant.whenever, element, values_)) {
            (void)values_.takeExceeded();
            continue;
        }
        if (auto met = matchPattern(*invariant.must, element, values_)) {
            judge(invariant, true, "", "");
        } else if (!values_.takeExceeded()) {
            judge(invariant, false, describe(*invariant.must, nullptr),
                  fmt::format("{} ({})", xml::toString(element, kShownStanza), met.error()));
            if (invariant.spoils) broken.push_back(invariant.requirement);
        }
    }
    return broken;
}

void InvariantJudge::answer(const std::string& conn, const xml::Element& element) {
    const auto asked = unanswered_.find(key(conn, element));
    if (asked == unanswered_.end()) return;  // not ours, or without id: judged elsewhere
    const bool due = --asked->second >= 0;
    for (const auto& invariant : corpus_.invariants) {
        if (invariant.kind != Kind::AnsweredOnce) continue;
        judge(invariant, due, "one answer to each request",
              due ? ""
                  : fmt::format("another answer with the same id came: {}",
                                xml::toString(element, kShownStanza)));
    }
}

void InvariantJudge::streamId(const std::string& conn, const xml::Element& header) {
    const auto id = header.attribute("id");
    if (!ids_ || !id || id->empty()) return;  // that it has none is judged elsewhere
    const HeardStreamId heard = ids_->hear(*id, {conversation_, conn, vector_});
    if (!heard.enough) return;
    for (const auto& invariant : corpus_.invariants) {
        if (invariant.kind != Kind::NeverInRun) continue;
        const bool counted = invariant.streamIds == vector::Invariant::StreamIds::Counted;
        const std::string& breach = counted ? heard.counted : heard.repeated;
        judge(invariant, breach.empty(),
              counted ? "stream IDs that are no numbers which follow one another in the run"
                      : "a stream ID that no other connection of the run had",
              breach);
    }
}

void InvariantJudge::violation(const xml::StreamEvent& event) {
    for (const auto& invariant : corpus_.invariants) {
        if (invariant.kind == Kind::Never && invariant.violation == event.violation) {
            judge(invariant, false,
                  fmt::format("no {} in what the server sends", xml::nameOf(event.violation)), event.detail);
        }
    }
}

}  // namespace xmppconf::judge
