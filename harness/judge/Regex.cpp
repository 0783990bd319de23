#include "harness/judge/Regex.h"

#include <Poco/Exception.h>
#include <Poco/RegularExpression.h>
#include <fmt/format.h>

#include <map>
#include <memory>

namespace xmppconf::judge {

namespace {

constexpr std::size_t kLongestText = 16 * 1024;

/// Compiled once per thread: expressions come from the vectors, so there is a bounded number of them.
Poco::RegularExpression& compiled(const std::string& regex) {
    thread_local std::map<std::string, std::unique_ptr<Poco::RegularExpression>> cache;
    auto& entry = cache[regex];
    if (!entry) entry = std::make_unique<Poco::RegularExpression>("(?s:" + regex + ")\\z", 0, false);
    return *entry;
}

}  // namespace

Result<bool> matchesWhole(const std::string& regex, std::string_view text) {
    if (text.size() > kLongestText) {
        return Failure{
            fmt::format("not judged: a text of {} octets exceeds xmppconf's limit of 16 KiB for regular "
                        "expressions",
                        text.size())};
    }
    try {
        return compiled(regex).match(std::string(text), 0, Poco::RegularExpression::RE_ANCHORED);
    } catch (const Poco::Exception& problem) {
        return Failure{
            fmt::format("not judged: the regular expression '{}' gave up: {}", regex, problem.displayText())};
    }
}

}  // namespace xmppconf::judge
