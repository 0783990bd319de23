#include "reports/text/ActionText.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <string_view>

#include "harness/dialogue/Expectation.h"

namespace xmppconf::reports {

namespace {

// In the order of vector::Action::Body.
constexpr std::string_view kNames[] = {"connect",       "starttls",   "send",           "restart", "expect",
                                       "expect-header", "expect-end", "expect-nothing", "one-of",  "all-of",
                                       "need",          "skip",       "assert",         "let",     "exchange",
                                       "choose",        "use",        "close",          "drop"};
static_assert(std::size(kNames) == std::variant_size_v<vector::Action::Body>);

std::string detailOf(const vector::Action& action) {
    const auto& body = action.body;
    if (const auto* use = std::get_if<vector::Use>(&body)) return use->fragment;
    if (const auto* exchange = std::get_if<vector::SaslExchange>(&body)) return exchange->action;
    if (const auto* assertion = std::get_if<vector::Assert>(&body))
        return fmt::format("{}", fmt::join(assertion->names, " "));
    if (const auto* oneOf = std::get_if<vector::OneOf>(&body)) {
        std::vector<std::string> all;
        for (const vector::When& when : oneOf->alternatives)
            all.push_back(dialogue::describe(when.actions->front(), nullptr));
        return fmt::format("{}", fmt::join(all, " or "));
    }
    const std::string_view name = kNames[body.index()];
    return name.starts_with("expect") ? dialogue::describe(action, nullptr) : std::string();
}

}  // namespace

std::string actionText(const vector::Action& action) {
    const std::string detail = detailOf(action);
    return fmt::format("{}{}{}", kNames[action.body.index()], detail.empty() ? "" : " ", detail);
}

}  // namespace xmppconf::reports
