#include "reports/html/HtmlHandshake.h"

#include <fmt/format.h>

#include <span>
#include <string_view>

#include "reports/html/HtmlParts.h"

namespace xmppconf::reports {

namespace {

using judge::Verdict;
using vector::Step;

struct Milestone {
    std::string_view letter;
    std::string_view arrow;  ///< to the right: the client speaks
    std::string_view what;
};

constexpr Milestone kStream[] = {{"a", "→", "the client opens a stream"}, {"b", "←", "the server answers"}};
constexpr Milestone kFeatures[] = {{"c", "←", "features, with mechanisms"}};
constexpr Milestone kSasl[] = {{"d", "⇄", "SASL"}};
constexpr Milestone kRestart[] = {
    {"e", "→", "a new stream"}, {"f", "←", "the server answers anew"}, {"g", "←", "features, with binding"}};
constexpr Milestone kBind[] = {{"h", "⇄", "a resource is bound"}};
constexpr Milestone kSession[] = {{"i", "⇄", "the session"}};

struct Stop {
    Step step;
    std::string_view title;
    std::span<const Milestone> moments;
};

constexpr Stop kStops[] = {{Step::Stream, "Stream", kStream},
                           {Step::Features, "Features", kFeatures},
                           {Step::StartTls, "STARTTLS", {}},
                           {Step::Sasl, "SASL", kSasl},
                           {Step::Restart, "Restart", kRestart},
                           {Step::Bind, "Bind", kBind},
                           {Step::Session, "Session", kSession},
                           {Step::Stanza, "Stanzas", {}},
                           {Step::Xml, "XML", {}},
                           {Step::Close, "Close", {}}};

/// Red, amber, green or grey. A step in which nothing was judged is never green.
std::string_view stateOf(const VectorTally& tally, Step step) {
    for (const auto verdict : {Verdict::Error, Verdict::Fail, Verdict::Warn})
        if (tally.of(step, verdict) > 0) return judge::nameOf(verdict);
    return tally.of(step, Verdict::Pass) + tally.of(step, Verdict::Info) > 0 ? "pass" : "untested";
}

std::string stopHtml(const Stop& stop, const VectorTally& tally) {
    const std::size_t total = tally.total(stop.step);
    std::string moments;
    for (const Milestone& moment : stop.moments)
        moments += fmt::format("<span title=\"{}\">{}<small>{}</small></span>", moment.what, moment.letter,
                               moment.arrow);
    if (moments.empty()) moments = "<span class=\"plain\">⇄</span>";
    Shares shares;
    for (const auto verdict : bySeverity())
        shares.emplace_back(judge::nameOf(verdict), tally.of(stop.step, verdict));
    const std::string inside =
        fmt::format("<span class=\"moments\">{}</span><b>{}</b>{}<span class=\"words\">{}</span>", moments,
                    stop.title, bar(shares), total == 0 ? "not run" : words(shares));
    const std::string_view state = stateOf(tally, stop.step);
    return total == 0 ? fmt::format("<li class=\"{}\"><div>{}</div></li>\n", state, inside)
                      : fmt::format("<li class=\"{}\"><a href=\"#step-{}\">{}</a></li>\n", state,
                                    vector::nameOf(stop.step), inside);
}

}  // namespace

std::string htmlHandshake(const Report& report) {
    const VectorTally tally = tallyOf(report);
    std::string text = "<nav id=\"handshake\" aria-label=\"The login, step by step\"><ol>\n";
    std::string legend;
    for (const Stop& stop : kStops) {
        text += stopHtml(stop, tally);
        for (const Milestone& moment : stop.moments)
            legend += fmt::format("<span><b>{}</b> {}</span> ", moment.letter, moment.what);
    }
    return text + "</ol>\n<p class=\"legend\">" + legend + "</p></nav>\n";
}

}  // namespace xmppconf::reports
