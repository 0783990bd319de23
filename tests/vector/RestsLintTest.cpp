#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "harness/vector/Loader.h"
#include "tests/vector/Files.h"
#include "tests/vector/ProjectCorpus.h"

// What set-up rests on, in the project's own vectors: it is named, and it is judged by a vector that rests on
// less, so that one broken step is told once, as its own failure.

namespace xmppconf::vector {

namespace {

namespace fs = std::filesystem;

/// What a conversation rests on up to a point, on whatever way it came there.
struct Ground {
    std::set<std::string> requirements;
    std::set<std::string> judged;  ///< names of judges: what they judge was met, or it would have ended there
    std::set<std::string> met;     ///< requirements that an alternative has shown to be met
    bool named = true;             ///< every set-up action that waited says what it rests on

    void add(const Ground& other) {
        requirements.insert(other.requirements.begin(), other.requirements.end());
        judged.insert(other.judged.begin(), other.judged.end());
        met.insert(other.met.begin(), other.met.end());
        named = named && other.named;
    }
};

bool waits(const Action& action) {
    const auto& body = action.body;
    return std::holds_alternative<Connect>(body) || std::holds_alternative<StartTls>(body) ||
           std::holds_alternative<Expect>(body) || std::holds_alternative<ExpectHeader>(body) ||
           std::holds_alternative<ExpectEnd>(body) || std::holds_alternative<ExpectNothing>(body) ||
           std::holds_alternative<OneOf>(body) || std::holds_alternative<AllOf>(body);
}

/// Goes along a conversation.
class Walk {
  public:
    std::function<void(const Action&, bool inFragment, const Ground& behind)> onSetUp =
        [](const Action&, bool, const Ground&) {};
    std::function<void(const std::string& judge, const Ground& before)> onJudge = [](const std::string&,
                                                                                     const Ground&) {};

    void see(const Actions& actions, bool inFragment = false) {
        for (const Action& action : actions) see(action, inFragment);
    }

  private:
    void see(const Action& action, bool inFragment) {
        for (const auto& name : action.req) onJudge(name, ground_);
        ground_.judged.insert(action.req.begin(), action.req.end());
        if (const auto* oneOf = std::get_if<OneOf>(&action.body)) {
            for (const When& when : oneOf->alternatives)
                for (const auto& name : when.breaks) onJudge(name, ground_);
        }
        if (waits(action) && action.req.empty()) {
            if (action.rests.empty()) ground_.named = false;
            if (!action.rests.empty()) ground_.requirements.insert(action.rests);
            onSetUp(action, inFragment, ground_);
        }
        if (const auto* use = std::get_if<Use>(&action.body)) see(*use->actions, true);
        if (const auto* oneOf = std::get_if<OneOf>(&action.body)) {
            // the first action is the one-of's own
            seeEach(oneOf->alternatives, inFragment, 1);
        } else if (const auto* choose = std::get_if<Choose>(&action.body)) {
            seeEach(choose->branches, inFragment, 0);
        }
    }

    template <class Branches>
    void seeEach(const Branches& branches, bool inFragment, std::size_t first) {
        const Ground before = ground_;
        Ground after = before;
        for (const auto& branch : branches) {
            ground_ = before;
            if (first > 0) meet(branch.actions->front());
            for (std::size_t at = first; at < branch.actions->size(); ++at)
                see(branch.actions->at(at), inFragment);
            after.add(ground_);
        }
        ground_ = std::move(after);
    }

    /// Features that came are there, whatever was judged by them.
    void meet(const Action& leading) {
        const auto* expect = std::get_if<Expect>(&leading.body);
        if (expect && expect->pattern.name == "features") ground_.met.insert("RFC6120/6.4.6/features");
    }

    Ground ground_;
};

/// They look after the run and are not part of it.
bool isPartOfRuns(const Vector& vector) { return !vector.place.file->ends_with("/canary.xml"); }

/// For each requirement, what the vectors that judge it rest on before they do.
std::map<std::string, std::vector<std::set<std::string>>> judging() {
    std::map<std::string, std::vector<std::set<std::string>>> result;
    for (const Vector& vector : corpus().vectors) {
        if (!isPartOfRuns(vector)) continue;
        Walk walk;
        walk.onJudge = [&](const std::string& judge, const Ground& before) {
            if (!before.named) return;
            for (const Judges& judges : vector.judges)
                if (judges.as == judge) result[judges.requirement].push_back(before.requirements);
        };
        walk.see(vector.actions);
    }
    return result;
}

bool isOfSasl(const std::string& id) {
    return id.starts_with("RFC6120/6.") || !(id.starts_with("RFC6120/") || id.starts_with("RFC3921/"));
}

/// What was needed and met to come there. Who logs in by one mechanism could by each that `authenticate`
/// takes.
std::set<std::string> everything(const Vector& vector, const Ground& behind) {
    std::set<std::string> all = behind.requirements;
    all.insert(behind.met.begin(), behind.met.end());
    for (const Judges& judges : vector.judges)
        if (behind.judged.contains(judges.as)) all.insert(judges.requirement);
    if (std::any_of(all.begin(), all.end(), isOfSasl)) {
        all.insert("RFC6120/6.4.3/challenge-of-mechanism");
        all.insert("RFC6120/6.4.6/success");
    }
    return all;
}

std::string where(const Action& action) {
    return fmt::format("{}:{}", fs::path(*action.place.file).filename().string(), action.place.line);
}

}  // namespace

TEST(RestsLint, EverySetUpOfAFragmentSaysWhatItRestsOn) {
    std::set<std::string> silent;
    for (const Vector& vector : corpus().vectors) {
        Walk walk;
        walk.onSetUp = [&](const Action& action, bool inFragment, const Ground&) {
            if (inFragment && action.rests.empty()) silent.insert(where(action) + ", used by " + vector.id);
        };
        walk.see(vector.actions);
    }
    EXPECT_EQ(fmt::format("{}", fmt::join(silent, "\n")), "");
}

TEST(RestsLint, WhatSetUpRestsOnIsJudgedByAVectorThatRestsOnLess) {
    const auto judged = judging();
    std::set<std::string> untold;
    std::size_t seen = 0;
    for (const Vector& vector : corpus().vectors) {
        Walk walk;
        walk.onSetUp = [&](const Action& action, bool, const Ground& behind) {
            if (action.rests.empty()) return;
            ++seen;
            const auto found = judged.find(action.rests);
            const auto ground = everything(vector, behind);
            const auto isLess = [&](const std::set<std::string>& less) {
                return !less.contains(action.rests) &&
                       std::includes(ground.begin(), ground.end(), less.begin(), less.end());
            };
            if (found != judged.end() && std::any_of(found->second.begin(), found->second.end(), isLess))
                return;
            untold.insert(fmt::format("{} at {} in {}, which rests on {}", action.rests, where(action),
                                      vector.id, fmt::join(ground, ", ")));
        };
        walk.see(vector.actions);
    }
    EXPECT_GE(seen, 1000U);
    EXPECT_EQ(fmt::format("{}", fmt::join(untold, "\n")), "");
}

}  // namespace xmppconf::vector
