#include "harness/dialogue/SetUps.h"

#include <algorithm>
#include <cctype>
#include <mutex>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::dialogue {

namespace {

constexpr int kEnough = 3;
constexpr std::size_t kLongestWay = 300;

/// What came, without what differs each time: values in quotes, numbers.
std::string wayOf(const std::string& actual) {
    std::string way;
    char quote = 0;
    for (const char c : actual) {
        if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (std::isdigit(static_cast<unsigned char>(c)) == 0) {
            way += c;
        }
        if (way.size() >= kLongestWay) break;
    }
    return way;
}

std::string wanted(const vector::Action& action) { return describe(action, nullptr) + '\n'; }

}  // namespace

SetUps::Place SetUps::placeOf(const vector::Action& action) {
    return {action.place.file ? *action.place.file : std::string{}, action.place.line, action.rests};
}

void SetUps::succeeded(const vector::Action& action) {
    const Place place = placeOf(action);
    {
        const std::shared_lock lock(mutex_);
        const auto found = records_.find(place);
        if (found != records_.end() && found->second.succeeded) return;
    }
    const std::unique_lock lock(mutex_);
    Record& record = records_[place];
    record.succeeded = true;
    record.ways.clear();
}

void SetUps::failed(const vector::Action& action, const std::string& actual) {
    // what a busy server says of itself tells nothing about the step
    for (const char* busy : {"internal-server-error", "resource-constraint", "temporary-auth-failure"})
        if (actual.find(busy) != actual.npos) return;
    const std::unique_lock lock(mutex_);
    Record& record = records_[placeOf(action)];
    if (record.succeeded) return;
    Failures& failures = record.ways[wanted(action) + wayOf(actual)];
    ++failures.count;
    failures.last = actual;
}

std::optional<std::string> SetUps::givenUp(const vector::Action& action) const {
    const std::shared_lock lock(mutex_);
    const auto record = records_.find(placeOf(action));
    if (record == records_.end() || record->second.succeeded) return {};
    const std::string same = wanted(action);
    for (const auto& [way, failures] : record->second.ways)
        if (failures.count >= kEnough && way.starts_with(same)) return failures.last;
    return {};
}

}  // namespace xmppconf::dialogue
