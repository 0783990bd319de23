#include "reports/html/HtmlReport.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/HtmlFilter.h"
#include "reports/html/HtmlPage.h"
#include "reports/html/HtmlParts.h"
#include "reports/html/HtmlRequirements.h"
#include "reports/html/HtmlSummary.h"
#include "reports/html/HtmlVector.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kWhole = 4'000'000;     // octets of foreign text and sources in the whole report
constexpr std::size_t kLeastRoom = 2 * 1024;  // and in one vector
constexpr std::size_t kMostRoom = 32 * 1024;

Shares verdictsIn(const VectorTally& tally, vector::Step step) {
    Shares shares;
    for (const auto verdict : bySeverity())
        shares.emplace_back(judge::nameOf(verdict), tally.of(step, verdict));
    return shares;
}

}  // namespace

std::string HtmlReport::vectorPart(const ReportedVector& vector, const ReportStart& start) {
    const std::size_t share = kWhole / std::max<std::size_t>(1, start.selected);
    return htmlVector(vector, start, std::clamp(share, kLeastRoom, kMostRoom));
}

void HtmlReport::compose(AtomicFile& file, const Report& report) {
    file.write(pageBegin(report.start.target() + ": XMPP conformance"));
    file.write(htmlSummary(report));
    file.write(
        "<nav class=\"views\" aria-label=\"Views\"><a href=\"#by-step\">By step</a> "
        "<a href=\"#by-specification\">By specification</a></nav>\n" +
        htmlFilter());
    writeVectors(file, report);
    file.write(htmlRequirements(report));
    file.write(pageEnd());
}

void HtmlReport::writeVectors(AtomicFile& file, const Report& report) {
    const VectorTally tally = tallyOf(report);
    file.write("<section class=\"view\" id=\"by-step\"><h2>Vectors by step</h2>\n");
    for (int i = 0; i < vector::kSteps; ++i) {
        const auto step = static_cast<vector::Step>(i);
        if (tally.total(step) == 0) continue;
        file.write(fmt::format("<section class=\"step\" id=\"step-{0}\"><h3>{0} <small>{1}</small></h3>\n",
                               vector::nameOf(step), words(verdictsIn(tally, step))));
        for (std::size_t at = 0; at < report.vectors.size(); ++at) {
            if (report.vectors[at].step == step) writePart(file, at);
        }
        file.write("</section>\n");
    }
    file.write("</section>\n");
}

}  // namespace xmppconf::reports
