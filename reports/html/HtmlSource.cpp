#include "reports/html/HtmlSource.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "reports/html/HtmlParts.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kVectorText = 16 * 1024;
constexpr std::size_t kSharedText = 4 * 1024;
constexpr std::size_t kMostShared = 8;  // fragments and rules
constexpr int kAround = 8;              // lines of these before and behind a mark

enum class Mark { Use, Fault };

struct Stretch {
    int first;
    int last;
};

/// A text, line by line, with those that are to be marked.
class Source {
  public:
    Source(std::string title, std::string_view file, int line, std::string_view text)
        : title_(std::move(title)), file_(file), line_(line) {
        for (std::size_t end = 0; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1))
            lines_.push_back(text.substr(0, end));
        lines_.push_back(text);
    }

    Stretch whole() const { return {line_, line_ + static_cast<int>(lines_.size()) - 1}; }
    bool holds(const vector::Place& place) const {
        return *place.file == file_ && place.line >= whole().first && place.line <= whole().last;
    }
    void mark(int line, Mark how) {
        Mark& known = marks_.try_emplace(line, how).first->second;
        known = std::max(known, how);
    }
    /// The lines around the marks.
    std::vector<Stretch> excerpt() const {
        std::vector<Stretch> parts;
        for (const auto& [line, mark] : marks_) {
            const Stretch part{std::max(whole().first, line - kAround),
                               std::min(whole().last, line + kAround)};
            if (!parts.empty() && part.first <= parts.back().last + 1)
                parts.back().last = part.last;
            else
                parts.push_back(part);
        }
        return parts;
    }

    /// `room`: for all parts together.
    std::string html(const std::vector<Stretch>& parts, std::size_t room) const {
        std::string text = fmt::format("<details class=\"source\"><summary>{} <code>{}</code></summary>",
                                       title_, placeText(file_, line_));
        std::size_t leftOut = lines_.size();
        for (const Stretch& part : parts) {
            text += partHtml(part, room);
            leftOut -= static_cast<std::size_t>(part.last - part.first + 1);
        }
        if (leftOut > 0)
            text += fmt::format("<p class=\"note\">{} other lines are left out; the JSON report has them</p>",
                                leftOut);
        return text + "</details>\n";
    }

  private:
    std::string partHtml(const Stretch& part, std::size_t& room) const {
        std::string text = fmt::format("<pre data-line=\"{}\">", part.first);
        std::size_t leftOut = 0;
        for (int number = part.first; number <= part.last; ++number) {
            const std::string_view line = lines_.at(static_cast<std::size_t>(number - line_));
            const Escaped shown = reports::html(line, room);
            if (room > 0) text += marked(shown.text, number) + '\n';
            leftOut += line.size() - shown.consumed;
            room = shown.consumed < line.size() ? 0 : room - std::min(room, shown.text.size() + 1);
        }
        return text + leftOutText(leftOut, 0) + "</pre>";
    }
    std::string marked(const std::string& line, int number) const {
        const auto found = marks_.find(number);
        if (found == marks_.end()) return line;
        return fmt::format("<mark{}>{}</mark>", found->second == Mark::Use ? " class=\"use\"" : "", line);
    }

    std::string title_;  ///< HTML
    std::string_view file_;
    int line_;
    std::vector<std::string_view> lines_;
    std::map<int, Mark> marks_;
};

/// Finds where the ways to faults pass.
class Sources {
  public:
    Sources(const ReportedVector& vector, const ReportStart& start)
        : start_(start), all_{Source("Vector source", vector.file, vector.line, vector.source)} {}

    /// The uses of fragments, from the vector on, and the line at fault behind them.
    void add(const std::vector<vector::Place>& way) {
        for (const vector::Place& place : way)
            if (Source* source = at(place))
                source->mark(place.line, &place == &way.back() ? Mark::Fault : Mark::Use);
    }
    const std::vector<Source>& all() const { return all_; }

  private:
    Source* at(const vector::Place& place) {
        const auto known =
            std::find_if(all_.begin(), all_.end(), [&](const Source& source) { return source.holds(place); });
        if (known != all_.end()) return &*known;
        return among(start_.fragments, "Fragment", place);  // null: an earlier version's report
    }
    Source* among(const std::vector<vector::NamedSource>& sources, std::string_view kind,
                  const vector::Place& place) {
        for (const auto& [name, begin, text] : sources) {
            Source source(fmt::format("{} <b>{}</b>", kind, html(name)), *begin.file, begin.line, text);
            if (source.holds(place)) return &all_.emplace_back(std::move(source));
        }
        return nullptr;
    }

    const ReportStart& start_;
    std::vector<Source> all_;
};

}  // namespace

std::string htmlSource(const ReportedVector& vector, const ReportStart& start) {
    if (vector.source.empty()) return {};
    Sources sources(vector, start);
    for (const auto& check : vector.checks) {
        if (check.verdict != judge::Verdict::Pass && !check.seenOnly()) sources.add(check.way());
    }
    if (!isExplained(vector)) sources.add(vector.ended);
    const std::vector<Source>& all = sources.all();
    std::string text = all.front().html({all.front().whole()}, kVectorText);
    for (std::size_t i = 1; i < std::min(all.size(), kMostShared + 1); ++i)
        text += all[i].html(all[i].excerpt(), kSharedText);
    if (all.size() > kMostShared + 1)
        text += fmt::format("<p class=\"note\">and {} more</p>\n", all.size() - kMostShared - 1);
    return text;
}

}  // namespace xmppconf::reports
