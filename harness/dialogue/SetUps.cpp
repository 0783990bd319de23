#include "harness/dialogue/SetUps.h"

#include <fmt/format.h>

#include <mutex>
#include <utility>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::dialogue {

namespace {

constexpr int kEnough = 3;

}  // namespace

std::string SetUps::keyOf(const vector::Action& action) {
    std::string key = action.rests;
    if (key.empty())
        key = fmt::format("{}:{}", action.place.file ? *action.place.file : "", action.place.line);
    if (const auto* oneOf = std::get_if<vector::OneOf>(&action.body)) {
        for (const vector::When& when : oneOf->alternatives)
            key += '\n' + describe(when.actions->front(), nullptr);
        return key;
    }
    return key + '\n' + describe(action, nullptr);
}

void SetUps::succeeded(const vector::Action& action) {
    const std::string key = keyOf(action);
    {
        const std::shared_lock lock(mutex_);
        const auto found = records_.find(key);
        if (found != records_.end() && found->second.succeeded) return;
    }
    const std::unique_lock lock(mutex_);
    Record& record = records_[key];
    record.succeeded = true;
    record.ways.clear();
}

void SetUps::failed(const vector::Action& action, const judge::Came& came, Failed failure) {
    // what a busy server says of itself tells nothing about the step
    if (judge::tellsOfLoad(came)) return;
    const std::unique_lock lock(mutex_);
    Record& record = records_[keyOf(action)];
    if (record.succeeded) return;
    Failures& failures = record.ways[came];
    ++failures.count;
    failures.last = std::move(failure);
}

std::optional<SetUps::Failed> SetUps::givenUp(const vector::Action& action) const {
    const std::shared_lock lock(mutex_);
    if (records_.empty()) return {};
    const auto record = records_.find(keyOf(action));
    if (record == records_.end() || record->second.succeeded) return {};
    for (const auto& [came, failures] : record->second.ways)
        if (failures.count >= kEnough) return failures.last;
    return {};
}

}  // namespace xmppconf::dialogue
