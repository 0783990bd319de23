#include "reports/html/HtmlParts.h"

#include <fmt/format.h>

#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr double kBarWidth = 1000;
constexpr std::string_view kMaskBegin = "«masked: ";
constexpr std::string_view kMaskEnd = "»";

bool isWebAddress(std::string_view link) {
    return link.starts_with("https://") || link.starts_with("http://");
}

/// `text` is escaped already.
std::string withMasksMarked(std::string_view text) {
    std::string result;
    while (true) {
        const std::size_t begin = text.find(kMaskBegin);
        const std::size_t end = begin == std::string_view::npos ? begin : text.find(kMaskEnd, begin);
        if (end == std::string_view::npos) return result += text;
        const std::size_t behind = end + kMaskEnd.size();
        result += text.substr(0, begin);
        result += fmt::format("<mark>{}</mark>", text.substr(begin, behind - begin));
        text.remove_prefix(behind);
    }
}

}  // namespace

std::string badge(std::string_view verdict) { return fmt::format("<b class=\"k {0}\">{0}</b>", verdict); }

std::string levelMark(vector::Level level) {
    const std::string_view name = vector::nameOf(level);
    return fmt::format("<b class=\"level {0}\">{0}</b>", name);
}

std::string marks(const vector::Requirement& requirement) {
    std::string text = levelMark(requirement.level);
    if (requirement.impact)
        text += fmt::format(" <b class=\"impact {0}\">{0}</b>", vector::nameOf(*requirement.impact));
    return text;
}

std::string attackHtml(const vector::Requirement& requirement) {
    if (requirement.attack.empty()) return {};
    return fmt::format("<p class=\"note attack\"><b>Attack:</b> {}</p>", html(requirement.attack));
}

std::string revisionMark(int revision) {
    return revision > 1 ? fmt::format(" <small class=\"revision\">revision {}</small>", revision) : "";
}

std::string sectionLink(const vector::Requirement& requirement) {
    const std::string text = fmt::format("{} § {}", html(requirement.spec), html(requirement.section));
    if (!isWebAddress(requirement.link)) return text;
    return fmt::format("<a href=\"{}\" rel=\"noreferrer\">{}</a>", htmlAttribute(requirement.link), text);
}

std::string linkTo(std::string_view id) {
    return fmt::format("<a href=\"#{}\">{}</a>", htmlAttribute(id), html(id));
}

std::string placeText(std::string_view file, int line) { return fmt::format("{}:{}", html(file), line); }

std::string octetsText(std::string_view octets, std::size_t limit, std::size_t missing) {
    const Escaped escaped = html(octets, limit);
    return withMasksMarked(escaped.text) + leftOutText(octets.size() - escaped.consumed, missing);
}

std::string leftOutText(std::size_t leftOut, std::size_t missing) {
    if (leftOut == 0 && missing == 0) return {};
    std::string text;
    if (leftOut > 0) text = fmt::format("{} octets more, in the JSON report", leftOut);
    if (missing > 0) text += fmt::format("{}{} octets more, not kept", leftOut > 0 ? "; then " : "", missing);
    return "<em> … " + text + "</em>";
}

std::string code(std::string_view octets, std::size_t limit) {
    return "<code>" + octetsText(octets, limit) + "</code>";
}

std::string bar(const Shares& shares) {
    std::size_t total = 0;
    for (const auto& [name, count] : shares) total += count;
    if (total == 0) return {};
    std::string result = fmt::format(
        "<svg class=\"bar\" viewBox=\"0 0 {:.0f} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        kBarWidth);
    double x = 0;
    for (const auto& [name, count] : shares) {
        if (count == 0) continue;
        const double width = kBarWidth * static_cast<double>(count) / static_cast<double>(total);
        result +=
            fmt::format("<rect class=\"{}\" x=\"{:.1f}\" width=\"{:.1f}\" height=\"10\"/>", name, x, width);
        x += width;
    }
    return result + "</svg>";
}

std::string words(const Shares& shares) {
    std::string text;
    for (const auto& [name, count] : shares) {
        if (count > 0) text += fmt::format("<span class=\"{0}\">{1} {0}</span> ", name, count);
    }
    return text;
}

Shares vectorShares(const Report& report) {
    const VectorTally tally = tallyOf(report);
    Shares shares;
    for (const auto verdict : bySeverity()) shares.emplace_back(judge::nameOf(verdict), tally.of(verdict));
    return shares;
}

Shares requirementShares(const Report& report) {
    const StandingCounts counts = countsOf(report);
    Shares shares;
    const auto add = [&](Standing standing) { shares.emplace_back(nameOf(standing), counts.of(standing)); };
    for (const auto verdict : bySeverity()) add(standingOf(verdict));
    add(Standing::Untested);
    add(Standing::Untestable);
    return shares;
}

std::span<const judge::Verdict> bySeverity() {
    using judge::Verdict;
    static constexpr Verdict kOrder[] = {Verdict::Fail,    Verdict::Error, Verdict::Warn, Verdict::Info,
                                         Verdict::Blocked, Verdict::Skip,  Verdict::Pass};
    return kOrder;
}

}  // namespace xmppconf::reports
