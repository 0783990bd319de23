#include "reports/html/Difference.h"

#include <algorithm>
#include <cctype>

#include "reports/html/HtmlParts.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kMostTokens = 160;  // of each text; the rest is shown without marks

/// A piece of markup or a word, as it stands and as it is compared.
struct Token {
    std::string_view raw;
    std::string key;  ///< empty: white space, which never differs
    bool differs = false;
    bool common = false;  ///< has its counterpart in the other text
};

bool isSpace(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// `</stream:error` and `</error` are the same name, `xmlns:stream='…'` and `xmlns='…'` the same namespace.
std::string keyOf(std::string_view raw) {
    if (raw.empty() || isSpace(raw.front())) return {};
    const std::size_t colon = raw.find(':');
    const std::size_t equals = raw.find('=');
    if (raw.front() == '<' && colon != raw.npos)
        return std::string(raw.substr(0, raw.starts_with("</") ? 2 : 1)) + std::string(raw.substr(colon + 1));
    if (raw.starts_with("xmlns:") && equals != raw.npos) return "xmlns" + std::string(raw.substr(equals));
    return std::string(raw);
}

/// The end of the token that begins at `at`.
std::size_t endOf(std::string_view text, std::size_t at, bool inTag) {
    const auto run = [&](auto belongs) {
        std::size_t end = at + 1;
        while (end < text.size() && belongs(text[end])) ++end;
        return end;
    };
    if (isSpace(text[at])) return run(isSpace);
    if (text[at] == '<') {
        const std::size_t name = at + (text.substr(at).starts_with("</") ? 2 : 1);
        return std::min(text.size(), text.find_first_of("></ \t\n", name));
    }
    if (!inTag) return run([](char c) { return !isSpace(c) && c != '<'; });
    if (text[at] == '>') return at + 1;
    if (text.substr(at).starts_with("/>")) return at + 2;
    const std::size_t quote = text.find_first_of("'\"> ", at);
    if (quote == text.npos || text[quote] == '>' || text[quote] == ' ')
        return run([](char c) { return !isSpace(c) && c != '>' && c != '/'; });
    const std::size_t end = text.find(text[quote], quote + 1);
    return end == text.npos ? text.size() : end + 1;
}

std::vector<Token> tokensOf(std::string_view text) {
    std::vector<Token> tokens;
    bool inTag = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = tokens.size() + 1 == kMostTokens ? text.size() : endOf(text, at, inTag);
        const std::string_view raw = text.substr(at, end - at);
        tokens.push_back({raw, keyOf(raw)});
        if (raw.front() == '<')
            inTag = true;
        else if (inTag && (raw == ">" || raw == "/>"))
            inTag = false;
        at = end;
    }
    return tokens;
}

/// An ellipsis stands for any value.
bool same(const Token& wanted, const Token& came) {
    if (wanted.key.empty() || came.key.empty()) return false;
    if (wanted.key == came.key || wanted.key == "…") return true;
    const std::size_t open = wanted.key.find("='…'");
    return open != std::string::npos && came.key.compare(0, open + 1, wanted.key, 0, open + 1) == 0;
}

using Tokens = std::vector<Token>;

/// Finds the longest common sequence, and says how long it is.
std::size_t align(Tokens& wanted, Tokens& came) {
    std::vector<std::vector<std::size_t>> length(wanted.size() + 1,
                                                 std::vector<std::size_t>(came.size() + 1, 0));
    for (std::size_t i = wanted.size(); i-- > 0;) {
        for (std::size_t j = came.size(); j-- > 0;) {
            length[i][j] = same(wanted[i], came[j]) ? length[i + 1][j + 1] + 1
                                                    : std::max(length[i + 1][j], length[i][j + 1]);
        }
    }
    for (std::size_t i = 0, j = 0; i < wanted.size() && j < came.size();) {
        if (same(wanted[i], came[j])) {
            wanted[i++].common = came[j++].common = true;
        } else {
            ++(length[i + 1][j] >= length[i][j + 1] ? i : j);
        }
    }
    return length[0][0];
}

/// "id" of "id='1'"; empty: no attribute.
std::string_view attributeOf(const Token& token) {
    const std::size_t equals = token.key.find('=');
    return token.key.starts_with('<') || equals == token.key.npos
               ? std::string_view()
               : std::string_view(token.key).substr(0, equals);
}

/// Marks what was wanted and did not come, and what came in its place.
void markDifferences(Tokens& wanted, Tokens& came) {
    std::size_t gap = 0;  // in `came`, where the present gap began
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        Token& token = wanted[i];
        if (token.common) {
            while (gap < came.size() && !(came[gap].common && same(token, came[gap]))) ++gap;
            if (gap < came.size()) ++gap;
            continue;
        }
        if (token.key.empty()) continue;
        const auto free = [&](auto fits) {
            return std::find_if(came.begin(), came.end(),
                                [&](const Token& one) { return !one.common && !one.differs && fits(one); });
        };
        // Attributes and children may stand in another order.
        if (const auto elsewhere = free([&](const Token& one) { return same(token, one); });
            elsewhere != came.end()) {
            elsewhere->common = true;
            continue;
        }
        token.differs = true;
        if (const auto name = attributeOf(token); !name.empty()) {
            const auto other = free([&](const Token& one) { return attributeOf(one) == name; });
            if (other != came.end()) other->differs = true;
            continue;
        }
        for (std::size_t j = gap; j < came.size() && !came[j].common; ++j) {
            if (came[j].differs || came[j].key.empty() || !attributeOf(came[j]).empty()) continue;
            came[j].differs = true;
            break;
        }
    }
}

std::string marked(const Tokens& tokens, std::size_t limit) {
    std::string result;
    std::string run;
    bool differs = false;
    std::size_t left = limit;
    const auto close = [&] {
        if (run.empty()) return;
        const std::string text = octetsText(run, left);
        left -= std::min(left, text.size());
        result += differs ? "<u>" + text + "</u>" : text;
        run.clear();
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool between =
            tokens[i].key.empty() && differs && i + 1 < tokens.size() && tokens[i + 1].differs;
        if ((tokens[i].differs || between) != differs) {
            close();
            differs = tokens[i].differs;
        }
        run += tokens[i].raw;
        if (left > 0) continue;
        while (++i < tokens.size()) run += tokens[i].raw;  // counted as left out
    }
    close();
    return result;
}

}  // namespace

Difference differenceOf(const std::vector<std::string>& expected, std::string_view actual,
                        std::size_t limit) {
    Difference result;
    Tokens nearest = tokensOf(actual);
    std::size_t most = 0;
    for (const std::string& alternative : expected) {
        Tokens wanted = tokensOf(alternative);
        Tokens came = tokensOf(actual);
        // With nothing in common, a mark over everything would say nothing.
        if (const std::size_t common = align(wanted, came); common > 0) {
            markDifferences(wanted, came);
            if (common > most) nearest = std::move(came);
            most = std::max(most, common);
        }
        result.expected.push_back(marked(wanted, limit));
    }
    result.actual = marked(nearest, limit);
    return result;
}

}  // namespace xmppconf::reports
