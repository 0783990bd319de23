#include "harness/vector/TemplateParser.h"

#include <Poco/Exception.h>
#include <Poco/RegularExpression.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

constexpr std::size_t kFilterDigits = 8;  // of the number behind cut, first, repeat
constexpr std::array<std::string_view, 6> kPlainFilters{"raw", "base64", "hex", "flip", "upper", "lower"};
constexpr std::array<std::string_view, 3> kCountingFilters{"cut", "first", "repeat"};
constexpr std::array<std::string_view, 2> kTakingFilters{"base64", "hex"};

/// Where the brace that was opened in front of `begin` is closed. Braces may be nested, as in a{2,3}; escaped
/// ones and those in a character class do not count.
std::size_t closingBrace(std::string_view text, std::size_t begin, bool regex) {
    int depth = 1;
    bool inClass = false;
    for (std::size_t at = begin; at < text.size(); ++at) {
        const char c = text[at];
        if (regex && c == '\\') {
            ++at;
        } else if (regex && inClass) {
            inClass = c != ']' || text[at - 1] == '[';
        } else if (regex && c == '[') {
            inClass = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// Reads one text; the first mistake ends it.
class Parser {
  public:
    Parser(std::string_view text, Takes takes, std::string_view conn)
        : text_(text), takes_(takes), conn_(conn) {}

    std::variant<Template, TextMistake> parse() {
        std::size_t begin = 0;
        while (begin < text_.size()) {
            const auto open = nextOpening(begin);
            literal(text_.substr(begin, open - begin));
            if (open == std::string_view::npos) break;
            const bool take = text_[open] == '?';
            const auto close = closingBrace(text_, open + 2, take);
            if (close == std::string_view::npos) {
                return TextMistake{std::string(text_.substr(open, 2)),
                                   fmt::format("'{}' is not closed by '}}'", text_.substr(open, 2))};
            }
            written_ = text_.substr(open, close + 1 - open);
            const auto inside = text_.substr(open + 2, close - open - 2);
            if (take) {
                readTake(inside);
            } else {
                readInsert(inside);
            }
            if (mistake_) return *mistake_;
            begin = close + 1;
        }
        return std::move(result_);
    }

  private:
    std::size_t nextOpening(std::size_t from) const {
        for (auto at = text_.find('{', from + 1); at != std::string_view::npos;
             at = text_.find('{', at + 1)) {
            if (text_[at - 1] == '$' || text_[at - 1] == '?') return at - 1;
        }
        return std::string_view::npos;
    }

    void literal(std::string_view piece) {
        if (!piece.empty()) result_.parts.emplace_back(std::string(piece));
    }

    void wrong(std::string sentence) { mistake_ = TextMistake{std::string(written_), std::move(sentence)}; }

    std::string name(std::string_view written) {
        auto resolved = resolveName(written, conn_);
        if (auto* mistake = std::get_if<TextMistake>(&resolved)) wrong(mistake->sentence);
        return mistake_ ? std::string() : std::get<std::string>(std::move(resolved));
    }

    /// `|a|b:4` in front of what is left; a take has filters without argument, since its regex begins with
    /// ':'.
    std::vector<Filter> filters(std::string_view written, bool taking) {
        std::vector<Filter> result;
        while (!written.empty() && !mistake_) {
            written.remove_prefix(1);
            const auto end = std::min(written.find('|'), written.size());
            const auto colon = std::min(written.find(':'), end);
            Filter filter{
                std::string(written.substr(0, colon)),
                std::string(colon < end ? written.substr(colon + 1, end - colon - 1) : std::string_view{})};
            check(filter, colon < end, taking);
            result.push_back(std::move(filter));
            written.remove_prefix(end);
        }
        return result;
    }

    void check(const Filter& filter, bool hasArgument, bool taking) {
        const bool counting = has(kCountingFilters, filter.name);
        if (!counting && !has(kPlainFilters, filter.name)) {
            std::vector<std::string_view> all(kPlainFilters.begin(), kPlainFilters.end());
            all.insert(all.end(), kCountingFilters.begin(), kCountingFilters.end());
            if (taking) all.assign(kTakingFilters.begin(), kTakingFilters.end());
            wrong(fmt::format("unknown filter '{}'{}", filter.name, didYouMean(filter.name, all)));
        } else if (taking && !has(kTakingFilters, filter.name)) {
            wrong(fmt::format("what is taken can be decoded by 'base64' or 'hex', not by '{}'", filter.name));
        } else if (counting && !number(filter.argument, kFilterDigits)) {
            wrong(fmt::format("the filter '{0}' needs a number, as in '{0}:4'", filter.name));
        } else if (!counting && hasArgument) {
            wrong(fmt::format("the filter '{}' takes no argument", filter.name));
        }
    }

    void readInsert(std::string_view inside) {
        const auto bar = std::min(inside.find('|'), inside.size());
        Insert insert;
        insert.name = name(inside.substr(0, bar));
        if (!mistake_) insert.filters = filters(inside.substr(bar), false);
        result_.parts.emplace_back(std::move(insert));
    }

    void readTake(std::string_view inside) {
        if (takes_ == Takes::Refused) return wrong("nothing can be taken here; '${name}' inserts a value");
        if (!result_.parts.empty() && std::holds_alternative<Take>(result_.parts.back())) {
            return wrong("text must stand between two takes, else nobody knows where the first one ends");
        }
        const auto colon = std::min(inside.find(':'), inside.size());
        const auto bar = std::min(inside.find('|'), colon);
        Take take;
        if (bar > 0) take.name = name(inside.substr(0, bar));
        if (mistake_) return;
        take.filters = filters(inside.substr(bar, colon - bar), true);
        if (mistake_) return;
        if (colon < inside.size()) {
            take.regex = std::string(inside.substr(colon + 1));
            if (take.regex.empty()) return wrong("the regular expression behind ':' is empty");
            if (const auto problem = regexMistake(take.regex); !problem.empty()) return wrong(problem);
        }
        result_.parts.emplace_back(std::move(take));
    }

    std::string_view text_;
    Takes takes_;
    std::string_view conn_;
    std::string_view written_;  ///< the piece being read, for mistakes
    Template result_;
    std::optional<TextMistake> mistake_;
};

}  // namespace

std::string regexMistake(const std::string& regex) {
    try {
        const Poco::RegularExpression compiled(regex, 0, false);
        return {};
    } catch (const Poco::Exception& problem) {
        return fmt::format("'{}' is not a regular expression: {}", regex, problem.message());
    }
}

std::variant<std::string, TextMistake> resolveName(std::string_view name, std::string_view conn) {
    if (!isName(name)) {
        return TextMistake{std::string(name),
                           fmt::format("'{}' is not a name: write a-z 0-9 - and dots between", name)};
    }
    constexpr std::string_view kOwnToken = "token.conn.";
    const std::string_view before = name.starts_with(kOwnToken) ? name.substr(0, 6) : std::string_view{};
    if (before.empty() && !name.starts_with("conn.")) return std::string(name);
    if (conn.empty()) {
        return TextMistake{std::string(name),
                           fmt::format("'{}' needs a connection: no 'conn' is given here", name)};
    }
    return fmt::format("{}{}{}", before, conn, name.substr(before.size() + 4));
}

std::variant<Template, TextMistake> parseTemplate(std::string_view text, Takes takes, std::string_view conn) {
    return Parser(text, takes, conn).parse();
}

}  // namespace xmppconf::vector
