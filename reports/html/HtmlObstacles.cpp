#include "reports/html/HtmlObstacles.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/HtmlParts.h"
#include "reports/model/Blockade.h"
#include "reports/model/LoginTroubles.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

using dialogue::Login;

constexpr std::size_t kMostLogins = 100;
constexpr std::size_t kMostBlockades = 60;
constexpr std::size_t kMostBlocked = 500;
constexpr std::size_t kLoginText = 600;

/// How a result is coloured.
std::string_view colourOf(Login::Result result) {
    switch (result) {
        case Login::Result::Works:
            return "pass";
        case Login::Result::Refused:
            return "warn";
        case Login::Result::Broken:
            return "fail";
        case Login::Result::Unusable:
            break;
    }
    return "skip";
}

std::string loginRow(const Login& login) {
    return fmt::format(
        "<tr class=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td><span "
        "class=\"k\">{}</span></td><td>{}</td></tr>\n",
        colourOf(login.result), code(login.jid, kLoginText), code(mechanismText(login), kLoginText),
        nameOf(login.result), octetsText(login.said, kLoginText));
}

std::string blockadeHtml(const Blockade& blockade, const ReportStart& start) {
    std::string what = octetsText(obstacleText(blockade.by), kLoginText);
    if (blockade.by.kind == dialogue::Obstacle::Kind::Requirement) {
        what = linkTo(blockade.by.id);
        if (const auto* requirement = start.requirement(blockade.by.id))
            what = fmt::format("<code>{}</code> {} {} {}", what, marks(*requirement), html(requirement->text),
                               sectionLink(*requirement));
    }
    std::string vectors;
    for (std::size_t i = 0; i < std::min(kMostBlocked, blockade.vectors.size()); ++i)
        vectors += linkTo(blockade.vectors[i]->id) + ' ';
    if (blockade.vectors.size() > kMostBlocked)
        vectors += fmt::format("and {} more", blockade.vectors.size() - kMostBlocked);
    const std::string broken =
        blockade.brokenIn ? fmt::format("<p>Broken in <code>{}</code>.</p>", linkTo(blockade.brokenIn->id))
                          : "";
    return fmt::format(
        "<li>{} <div><p>{}</p>{}<details><summary>{} "
        "vector{}</summary><p><code>{}</code></p></details></div></li>\n",
        badge("blocked"), what, broken, blockade.vectors.size(), blockade.vectors.size() == 1 ? "" : "s",
        vectors);
}

}  // namespace

std::string htmlLogins(const Report& report) {
    if (!report.facts) return {};
    const auto& [tls, mechanisms, features, logins, canary, canaryReason] = *report.facts;
    if (logins.empty() && canaryReason.empty()) return {};
    const auto works = std::count_if(logins.begin(), logins.end(),
                                     [](const Login& login) { return login.result == Login::Result::Works; });
    const bool well = works == std::ssize(logins) && canaryReason.empty();
    std::string text = fmt::format(
        "<details class=\"findings logins\" id=\"logins\"{}><summary><h2>Logins</h2> "
        "<span>{} of {} work</span></summary>\n",
        well ? "" : " open=\"open\"", works, logins.size());
    if (!canaryReason.empty())
        text +=
            fmt::format("<p>{}{}</p>\n", octetsText(canaryReason, kLoginText),
                        canary.empty() ? "" : fmt::format(" (the step {} stands in for it)", html(canary)));
    if (logins.empty()) return text + "</details>\n";
    text +=
        "<table><thead><tr><th scope=\"col\">account</th><th scope=\"col\">mechanism</th>"
        "<th scope=\"col\">result</th><th scope=\"col\">said</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < std::min(kMostLogins, logins.size()); ++i) text += loginRow(logins[i]);
    text += "</tbody></table>\n";
    if (logins.size() > kMostLogins) text += fmt::format("<p>and {} more</p>\n", logins.size() - kMostLogins);
    return text + "</details>\n";
}

std::string htmlBlockades(const Report& report) {
    const std::vector<Blockade> blockades = blockadesOf(report.vectors);
    if (blockades.empty()) return {};
    std::string text = fmt::format(
        "<details class=\"findings\" id=\"blocked\" open=\"open\"><summary><h2>What blocks vectors</h2> "
        "<span>{}</span></summary><ul>\n",
        blockades.size());
    for (std::size_t i = 0; i < std::min(kMostBlockades, blockades.size()); ++i)
        text += blockadeHtml(blockades[i], report.start);
    if (blockades.size() > kMostBlockades)
        text += fmt::format("<li>and {} more</li>\n", blockades.size() - kMostBlockades);
    return text + "</ul></details>\n";
}

}  // namespace xmppconf::reports
