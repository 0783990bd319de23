#include "harness/judge/TextMatcher.h"

#include <fmt/format.h>

#include <optional>

#include "harness/judge/Filters.h"
#include "harness/judge/Regex.h"

namespace xmppconf::judge {

namespace {

std::string shown(std::string_view text) {
    constexpr std::size_t kShown = 200;
    if (text.size() <= kShown) return fmt::format("'{}'", text);
    return fmt::format("'{}…' ({} octets)", text.substr(0, kShown), text.size());
}

/// Walks the template's parts along the text.
class Walk {
  public:
    Walk(std::string_view text, Values& values, std::vector<Capture>& captures)
        : rest_(text), text_(text), values_(values), captures_(captures) {}

    Result<void> literal(const std::string& wanted) {
        if (pending_) {
            const auto at = rest_.find(wanted);
            if (at == std::string_view::npos)
                return Failure{fmt::format("'{}' is not in {}", wanted, shown(text_))};
            if (auto taken = take(rest_.substr(0, at)); !taken) return taken;
            rest_.remove_prefix(at + wanted.size());
            return {};
        }
        if (!rest_.starts_with(wanted)) return Failure{fmt::format("{} is not '{}'", shown(text_), wanted)};
        rest_.remove_prefix(wanted.size());
        return {};
    }

    /// Where nothing stands between two takes, since an insert is empty, the first one takes nothing.
    Result<void> take(const vector::Take& wanted) {
        if (pending_) {
            if (auto taken = take(std::string_view()); !taken) return taken;
        }
        pending_ = &wanted;
        return {};
    }

    /// What is left belongs to the last take, or must be nothing. A literal in front of the end is matched
    /// from the end, since the first occurrence need not be the last.
    Result<void> end(const std::string& lastLiteral) {
        if (pending_) {
            if (!rest_.ends_with(lastLiteral)) {
                return Failure{fmt::format("{} does not end in '{}'", shown(text_), lastLiteral)};
            }
            return take(rest_.substr(0, rest_.size() - lastLiteral.size()));
        }
        if (rest_ != lastLiteral) return Failure{fmt::format("{} is not '{}'", shown(text_), lastLiteral)};
        return {};
    }

  private:
    Result<void> take(std::string_view found) {
        const vector::Take& wanted = *pending_;
        pending_ = nullptr;
        auto value = decodeTaken(wanted.filters, found);
        if (!value) return Failure{fmt::format("{}: {}", value.error(), shown(found))};
        if (!wanted.regex.empty()) {
            auto matches = matchesWhole(wanted.regex, value.value());
            if (!matches) {
                values_.exceeded(matches.error());
                return Failure{matches.error()};
            }
            if (!matches.value()) {
                return Failure{fmt::format("{} does not match {}", shown(value.value()), wanted.regex)};
            }
        }
        if (!wanted.name.empty()) captures_.push_back({wanted.name, std::move(value).value()});
        return {};
    }

    std::string_view rest_;
    std::string_view text_;
    Values& values_;
    std::vector<Capture>& captures_;
    const vector::Take* pending_ = nullptr;
};

}  // namespace

Result<void> matchText(const vector::Template& wanted, std::string_view text, Values& values,
                       std::vector<Capture>& captures) {
    Walk walk(text, values, captures);
    std::string literal;  // literal text and inserts that stand side by side are one
    for (const auto& part : wanted.parts) {
        if (const auto* take = std::get_if<vector::Take>(&part)) {
            if (!literal.empty()) {
                if (auto met = walk.literal(literal); !met) return met;
                literal.clear();
            }
            if (auto taken = walk.take(*take); !taken) return taken;
        } else {
            auto more = expand(vector::Template{{part}}, values, Escaping::None);
            if (!more) return Failure{more.error()};
            literal += more.value();
        }
    }
    return walk.end(literal);
}

}  // namespace xmppconf::judge
