#include "harness/dialogue/SetUps.h"

#include <fmt/format.h>

#include <mutex>
#include <utility>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::dialogue {

namespace {

constexpr int kEnough = 3;

}  // namespace

std::vector<std::string> SetUps::keysOf(const vector::Action& action) {
    std::string key = action.rests;
    if (key.empty())
        key = fmt::format("{}:{}", action.place.file ? *action.place.file : "", action.place.line);
    if (const auto* oneOf = std::get_if<vector::OneOf>(&action.body)) {
        for (const vector::When& when : oneOf->alternatives)
            key += '\n' + describe(when.actions->front(), nullptr);
    } else {
        key += '\n' + describe(action, nullptr);
    }
    if (action.rests.empty()) return {std::move(key)};
    return {std::move(key), action.rests};
}

void SetUps::succeeded(const vector::Action& action) {
    for (const std::string& key : keysOf(action)) {
        {
            const std::shared_lock lock(mutex_);
            const auto found = records_.find(key);
            if (found != records_.end() && found->second.succeeded) continue;
        }
        const std::unique_lock lock(mutex_);
        Record& record = records_[key];
        record.succeeded = true;
        record.ways.clear();
    }
}

void SetUps::failed(const vector::Action& action, const judge::Came& came, Failed failure) {
    // what a busy server says of itself tells nothing about the step
    if (judge::tellsOfLoad(came)) return;
    const std::vector<std::string> keys = keysOf(action);
    const bool silence = came.kind == judge::Came::Kind::Nothing;
    const std::unique_lock lock(mutex_);
    for (std::size_t i = 0; i < (silence ? keys.size() : 1); ++i) {
        Record& record = records_[keys[i]];
        if (record.succeeded) continue;
        // of what is no wait the words are all that is known
        const bool untold = came.kind == judge::Came::Kind::Untold;
        Failures& failures = record.ways[{came, untold ? failure.actual : std::string()}];
        ++failures.count;
        failures.last = failure;
    }
}

std::optional<SetUps::Failed> SetUps::givenUp(const vector::Action& action) const {
    const std::shared_lock lock(mutex_);
    if (records_.empty()) return {};
    for (const std::string& key : keysOf(action)) {
        const auto record = records_.find(key);
        if (record == records_.end() || record->second.succeeded) continue;
        for (const auto& [way, failures] : record->second.ways)
            if (failures.count >= kEnough) return failures.last;
    }
    return {};
}

}  // namespace xmppconf::dialogue
