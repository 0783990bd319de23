#include "harness/judge/Comparison.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "harness/judge/Filters.h"
#include "harness/judge/Regex.h"

namespace xmppconf::judge {

namespace {

using Test = vector::Assert::Test;

std::optional<unsigned long long> number(const std::string& text) {
    unsigned long long value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, value);
    if (problem != std::errc() || stop != end) return std::nullopt;
    return value;
}

std::string_view verb(Test test) {
    switch (test) {
        case Test::Equals:
            return "is";
        case Test::DiffersFrom:
            return "differs from";
        case Test::Matches:
            return "matches";
        case Test::StartsWith:
            return "starts with";
        case Test::AtLeast:
            return "is at least";
        case Test::AtMost:
            return "is at most";
        case Test::Present:
            return "is present";
        case Test::Absent:
            return "is absent";
        case Test::Distinct:
            return "are all different";
    }
    return "";
}

Result<bool> holds(Test test, const std::string& left, const std::string& right) {
    switch (test) {
        case Test::Equals:
            return left == right;
        case Test::DiffersFrom:
            return left != right;
        case Test::Matches:
            return matchesWhole(right, left);
        case Test::StartsWith:
            return left.starts_with(right);
        case Test::AtLeast:
        case Test::AtMost: {
            const auto a = number(left);
            const auto b = number(right);
            if (!b) return Failure{fmt::format("'{}' is not a number to compare with", right)};
            return a && (test == Test::AtLeast ? *a >= *b : *a <= *b);
        }
        default:
            return false;
    }
}

Comparison compareDistinct(const vector::Assert& assertion, Values& values) {
    Comparison result{true, "", ""};
    std::map<std::string, std::string> seen;
    for (const auto& name : assertion.names) {
        result.expected += (result.expected.empty() ? "" : ", ") + name;
        auto value = values.value(name);
        if (!value) {
            result.holds = false;
            result.actual = fmt::format("{} is absent", name);
            continue;
        }
        const auto [other, isNew] = seen.emplace(value.value(), name);
        if (!isNew) {
            result.holds = false;
            result.actual = fmt::format("{} and {} are both '{}'", other->second, name, value.value());
        }
    }
    result.expected += " are all different";
    if (result.holds) result.actual = "they are";
    return result;
}

}  // namespace

Result<Comparison> compare(const vector::Assert& assertion, Values& values) {
    if (assertion.test == Test::Distinct) return compareDistinct(assertion, values);

    Comparison result;
    const std::string& name = assertion.names.front();
    auto left = values.value(name);
    const std::string actual = left ? fmt::format("it is '{}'", left.value()) : fmt::format("it is absent");
    if (assertion.test == Test::Present || assertion.test == Test::Absent) {
        result.expected = fmt::format("{} {}", name, verb(assertion.test));
        result.holds = left.ok() == (assertion.test == Test::Present);
        result.actual = actual;
        return result;
    }
    auto right = expand(assertion.than, values, Escaping::None);
    if (!right) return Failure{right.error()};
    result.expected = fmt::format("{} {} '{}'", name, verb(assertion.test), right.value());
    result.actual = actual;
    if (left) {
        auto held = holds(assertion.test, left.value(), right.value());
        if (!held) return Failure{held.error()};
        result.holds = held.value();
    }
    return result;
}

}  // namespace xmppconf::judge
