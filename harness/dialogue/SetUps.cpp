#include "harness/dialogue/SetUps.h"

#include <fmt/format.h>

#include <cctype>
#include <mutex>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::dialogue {

namespace {

constexpr int kEnough = 3;
constexpr std::size_t kLongestWay = 300;

/// What came, without what differs each time: values in quotes, texts of elements, numbers.
std::string wayOf(const std::string& actual) {
    std::string way;
    char quote = 0;
    bool inText = false;
    for (const char c : actual) {
        if (inText && c != '<') continue;
        inText = quote == 0 && c == '>';
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

void SetUps::failed(const vector::Action& action, const std::string& actual) {
    // what a busy server says of itself tells nothing about the step
    for (const char* busy : {"internal-server-error", "resource-constraint", "temporary-auth-failure"})
        if (actual.find(busy) != actual.npos) return;
    const std::unique_lock lock(mutex_);
    Record& record = records_[keyOf(action)];
    if (record.succeeded) return;
    Failures& failures = record.ways[wayOf(actual)];
    ++failures.count;
    failures.last = actual;
}

std::optional<std::string> SetUps::givenUp(const vector::Action& action) const {
    const std::shared_lock lock(mutex_);
    if (records_.empty()) return {};
    const auto record = records_.find(keyOf(action));
    if (record == records_.end() || record->second.succeeded) return {};
    for (const auto& [way, failures] : record->second.ways)
        if (failures.count >= kEnough) return failures.last;
    return {};
}

}  // namespace xmppconf::dialogue
