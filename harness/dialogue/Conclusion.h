#pragma once

#include <string>
#include <string_view>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"

/// How the outcomes of a run come to their verdicts: nothing else sets a verdict, a reason, or what blocks.
/// The functions stand in the order in which a run calls them.
namespace xmppconf::dialogue {

/// How a conversation ended, apart from what it judged.
struct ConversationEnd {
    enum class How { Whole, Skipped, Blocked, Error };
    How how = How::Whole;
    judge::Reason why{};
    Obstacle obstacle{};  ///< of Blocked
    bool givenUp = false;
    SkippedFor skippedFor = SkippedFor::Target;
};

/// Of a vector that was not carried out: skipped, or blocked where the obstacle has a name. `gap`: for want
/// of an account.
Outcome leftOut(const vector::Vector& vector, judge::Reason why, Obstacle obstacle = {}, bool gap = false);
/// Of a vector that an exception of ours ended.
Outcome ownError(const vector::Vector& vector, std::string_view what);

/// From the checks in the outcome and from how the conversation ended: what is broken decides; else what
/// ended it early does; else it passes, unless nothing was judged.
void conclude(Outcome& outcome, ConversationEnd end);
/// Somebody else was logged in, as that JID: what is broken may be their doing.
void suspectStranger(Outcome& outcome, const std::string& jid);
/// Judges from that level on: drops the checks below it and comes to the verdict without them. What the
/// dropped checks kept from being judged makes the vector blocked, never passed.
void judgeFrom(vector::Level level, const vector::Corpus& corpus, Outcome& outcome);

/// It was met or left out only where the server spoke of a fault of its own, beside other conversations.
void distrust(Outcome& outcome);

/// The server took no login any more behind this vector, which `why` explains.
void blameForNoLogin(Outcome& outcome, std::string why);
/// The server stopped answering while this vector, and no other, spoke.
void blameForNoAnswer(Outcome& outcome, std::string why);

/// What it breaks is told elsewhere, by who asks for the requirement: it is blocked by that. `before`: what
/// the vector builds on broke it, before the vector came to ask.
void explainBy(const std::string& requirement, bool before, Outcome& outcome);

}  // namespace xmppconf::dialogue
