#include "harness/sasl/Directives.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace xmppconf::sasl {

namespace {

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool isTokenCharacter(char c) {
    constexpr std::string_view separators = "()<>@,;:\\\"/[]?={} \t";
    return isAscii(c) && !isControl(c) && separators.find(c) == std::string_view::npos;
}

/// How much of the text's front is white space: blanks, tabs and line breaks that a blank or tab follows.
std::size_t whiteSpace(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == ' ' || text[at] == '\t')
            ++at;
        else if (text.substr(at, 3) == "\r\n " || text.substr(at, 3) == "\r\n\t")
            at += 3;
        else
            break;
    }
    return at;
}

class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool atEnd() const { return rest_.empty(); }
    void skipWhiteSpace() { rest_.remove_prefix(whiteSpace(rest_)); }

    bool skip(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string_view token() {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), isTokenCharacter);
        const auto length = static_cast<std::size_t>(end - rest_.begin());
        const std::string_view found = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return found;
    }

    /// What follows an opening quotation mark, up to the closing one. On failure, the reason in `wrong`.
    bool quoted(std::string& value, std::string_view& wrong) {
        while (!rest_.empty()) {
            if (skip('"')) return true;
            if (const std::size_t space = whiteSpace(rest_); space > 0) {
                value += rest_.substr(0, space);
                rest_.remove_prefix(space);
                continue;
            }
            const bool escaped = skip('\\');
            if (rest_.empty()) break;
            if (escaped ? !isAscii(rest_.front()) : isControl(rest_.front())) {
                wrong = escaped ? "a backslash before an octet that is not ASCII" : "a control character";
                return false;
            }
            value += rest_.front();
            rest_.remove_prefix(1);
        }
        wrong = "no closing quotation mark";
        return false;
    }

  private:
    std::string_view rest_;
};

Result<Directive> directive(Scanner& scanner) {
    Directive found;
    found.name = lowerCase(scanner.token());
    if (found.name.empty()) return Failure{"something other than a name stands where a directive begins"};
    const std::string shown = found.name.substr(0, 40);
    scanner.skipWhiteSpace();
    if (!scanner.skip('=')) return Failure{fmt::format("there is no \"=\" behind {}", shown)};
    scanner.skipWhiteSpace();
    if (scanner.skip('"')) {
        found.quoted = true;
        std::string_view wrong;
        if (!scanner.quoted(found.value, wrong))
            return Failure{fmt::format("the value of {} has {}", shown, wrong)};
    } else {
        found.value = scanner.token();
        if (found.value.empty()) return Failure{fmt::format("{} has no value", shown)};
    }
    return found;
}

}  // namespace

Result<std::vector<Directive>> parseDirectives(std::string_view text) {
    std::vector<Directive> directives;
    Scanner scanner(text);
    scanner.skipWhiteSpace();
    while (!scanner.atEnd()) {
        if (!scanner.skip(',')) {
            Result<Directive> next = directive(scanner);
            if (!next) return Failure{next.error()};
            directives.push_back(std::move(next).value());
            scanner.skipWhiteSpace();
            if (!scanner.atEnd() && !scanner.skip(','))
                return Failure{fmt::format("there is no comma behind the value of {}",
                                           directives.back().name.substr(0, 40))};
        }
        scanner.skipWhiteSpace();
    }
    if (directives.empty()) return Failure{"there is no directive in it"};
    return directives;
}

std::vector<std::string> parseTokens(std::string_view text) {
    std::vector<std::string> tokens;
    Scanner scanner(text);
    scanner.skipWhiteSpace();
    while (!scanner.atEnd()) {
        if (!scanner.skip(',')) {
            const std::string_view token = scanner.token();
            if (token.empty()) return {};
            tokens.push_back(lowerCase(token));
            scanner.skipWhiteSpace();
            if (!scanner.atEnd() && !scanner.skip(',')) return {};
        }
        scanner.skipWhiteSpace();
    }
    return tokens;
}

std::string quote(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\' || isControl(c)) quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

}  // namespace xmppconf::sasl
