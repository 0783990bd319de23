#pragma once

#include <string>
#include <vector>

#include "harness/judge/Came.h"
#include "harness/judge/TextMatcher.h"
#include "harness/stream/Item.h"
#include "harness/vector/Action.h"

namespace xmppconf::dialogue {

/// Whether what came is what the action (Expect, ExpectHeader, ExpectEnd) waits for; the sentence tells the
/// difference.
Result<std::vector<judge::Capture>> fits(const vector::Action& action, const stream::Item& incoming,
                                         judge::Values& values);

/// Whether the element is what the server answers to what the pattern is about: same name, and the very id
/// that the pattern asks for. Then it is the answer, matching or not.
bool isAnswer(const vector::Pattern& pattern, const xml::Element& element, judge::Values& values);

/// Whether the element is of the kind that the pattern asks for, so that it is the answer, matching or not:
/// the local name agrees, or the namespace does, or that of a part of it that comes without the rest; the
/// streams namespace holds two kinds, features and errors.
bool isOfKind(const vector::Pattern& pattern, const xml::Element& element);

/// Whether the element may be what the pattern asks for, were it not broken: the local name agrees, and no
/// error stands where none is asked for.
bool mayBeMeant(const vector::Pattern& pattern, const xml::Element& element, judge::Values& values);

/// What an action waits for, in words or XML.
std::string describe(const vector::Action& action, judge::Values* values);

/// "<stream:features>…</stream:features>, which answers nothing that was sent, stands before <iq …/>".
std::string unasked(const stream::Item& incoming, const std::vector<std::string>& expected);
/// That the server had ended the stream before we sent what was to be answered.
std::string endedBefore(const stream::Item& incoming, const std::vector<std::string>& expected);

/// What came, in words or XML, and without what differs each time; null: nothing came.
std::string describe(const stream::Item& incoming);
judge::Came cameOf(const stream::Item* incoming);

/// The pattern an action waits for, or null.
const vector::Pattern* patternOf(const vector::Action& action);

}  // namespace xmppconf::dialogue
