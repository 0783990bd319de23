#include <fmt/format.h>

#include <algorithm>

#include "harness/judge/Filters.h"
#include "harness/judge/TextMatcher.h"
#include "harness/sasl/Base64.h"
#include "harness/vector/TemplateParser.h"
#include "harness/xml/StreamReader.h"
#include "tests/fuzz/Input.h"

// Pieces: a text of the vector language, a value for every name in it, a text of the peer. A text that
// matches is the template with what was taken in its places; no value makes XML when it is inserted.

using namespace xmppconf;

namespace {

constexpr std::size_t kManyDigits = 4;  // of a repetition that costs too much here

/// Every name has the same value.
class OneValue final : public judge::Values {
  public:
    explicit OneValue(std::string_view value) : value_(value) {}
    Result<std::string> value(std::string_view) override { return value_; }
    void derived(std::string_view, std::string_view) override {}

  private:
    std::string value_;
};

bool isExpensive(const vector::Template& text) {
    return std::any_of(text.parts.begin(), text.parts.end(), [](const auto& part) {
        const auto* insert = std::get_if<vector::Insert>(&part);
        return insert && std::any_of(insert->filters.begin(), insert->filters.end(), [](const auto& filter) {
                   return filter.argument.size() >= kManyDigits || filter.name == "repeat";
               });
    });
}

/// The text that was matched, made of the template and what was taken; nothing where that cannot be told.
std::optional<std::string> rebuilt(const vector::Template& wanted, judge::Values& values,
                                   const std::vector<judge::Capture>& captures) {
    std::string text;
    auto capture = captures.begin();
    for (const auto& part : wanted.parts) {
        if (const auto* take = std::get_if<vector::Take>(&part)) {
            if (take->name.empty()) return std::nullopt;
            std::string value = (capture++)->value;
            for (auto filter = take->filters.rbegin(); filter != take->filters.rend(); ++filter) {
                // Hexadecimal may be in either case, and "=" stands for nothing.
                if (filter->name != "base64" || value.empty()) return std::nullopt;
                value = sasl::encodeBase64(value);
            }
            text += value;
        } else {
            text += judge::expand({{part}}, values, judge::Escaping::None).value();
        }
    }
    return text;
}

void matches(const vector::Template& wanted, judge::Values& values, std::string_view text) {
    std::vector<judge::Capture> captures;
    if (!judge::matchText(wanted, text, values, captures)) return;
    const auto whole = rebuilt(wanted, values, captures);
    fuzz::require(!whole || *whole == text, "what was taken does not make up the text again");
}

void matchesItself(const vector::Template& text, judge::Values& values) {
    const auto expanded = judge::expand(text, values, judge::Escaping::None);
    if (!expanded) return;
    std::vector<judge::Capture> captures;
    fuzz::require(judge::matchText(text, expanded.value(), values, captures).ok(),
                  "an expanded text does not match its template");
    fuzz::require(!judge::matchText(text, expanded.value() + "x", values, captures).ok(),
                  "a longer text matches");
}

/// Escaped, the value is the text of an element, or, where XML cannot hold it, nothing that can be read.
void staysText(std::string_view value) {
    xml::StreamReader reader;
    reader.feed("<stream><a>" + judge::escapeXml(value) + "</a>");
    reader.next();
    const auto event = reader.next();
    fuzz::require(event.has_value(), "an escaped text opens something");
    if (event->kind == xml::StreamEvent::Kind::Violation) {
        if (event->violation != xml::Violation::BadUtf8 && event->violation != xml::Violation::NotWellFormed)
            fuzz::fail("an escaped text is more than bad characters: " + event->detail);
    } else {
        const auto* const node = event->element->firstChild;
        fuzz::require(event->element->is("", "a") && (!node || (!node->element && !node->next)),
                      "an escaped text makes elements");
        fuzz::require(event->element->text().size() <= value.size(), "an escaped text has become longer");
    }
}

}  // namespace

XMPPCONF_FUZZER(Template) {
    fuzz::Input input(data, size);
    const std::string_view written = input.piece();
    const std::string_view value = input.piece();
    const std::string_view text = input.piece();
    staysText(value);
    const auto parsed = vector::parseTemplate(written, vector::Takes::Allowed, "c");
    if (const auto* mistake = std::get_if<vector::TextMistake>(&parsed)) {
        fuzz::require(!mistake->sentence.empty(), "it was refused without a sentence");
        return 0;
    }
    const auto& wanted = std::get<vector::Template>(parsed);
    if (isExpensive(wanted)) return 0;
    OneValue values(value);
    matches(wanted, values, text);
    if (std::holds_alternative<vector::Template>(
            vector::parseTemplate(written, vector::Takes::Refused, "c"))) {
        matchesItself(wanted, values);
    }
    return 0;
}
