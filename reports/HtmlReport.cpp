#include "reports/HtmlReport.h"

#include <Poco/Crypto/DigestEngine.h>
#include <fmt/format.h>

#include <algorithm>

#include "harness/sasl/Base64.h"
#include "reports/Escape.h"
#include "reports/HtmlAssets.h"
#include "reports/HtmlParts.h"
#include "reports/HtmlRequirements.h"
#include "reports/HtmlSummary.h"
#include "reports/HtmlVector.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kWhole = 3 * 1024 * 1024;  // octets of foreign text in the whole report
constexpr std::size_t kLeastRoom = 2 * 1024;     // and in one vector
constexpr std::size_t kMostRoom = 32 * 1024;

/// The hash of an inline style or script, as a content security policy wants it.
std::string hashOf(std::string_view text) {
    Poco::Crypto::DigestEngine engine("SHA256");
    engine.update(text.data(), text.size());
    const auto& digest = engine.digest();
    return "'sha256-" + sasl::encodeBase64(std::string(digest.begin(), digest.end())) + "'";
}

std::string option(std::string_view name) { return fmt::format("<option>{}</option>", name); }

/// Shown by the script only.
std::string filterHtml() {
    std::string text = "<form id=\"filter\" hidden=\"hidden\" aria-label=\"Filter\"><fieldset>";
    for (int i = 0; i < kStandings; ++i) {
        const std::string_view name = nameOf(static_cast<Standing>(i));
        text += fmt::format(
            "<label class=\"{0}\"><input type=\"checkbox\" name=\"verdict\" value=\"{0}\" "
            "checked=\"checked\"/> {0}</label>",
            name);
    }
    text += "</fieldset><select name=\"step\" aria-label=\"Step\"><option value=\"\">all steps</option>";
    for (int i = 0; i < vector::kSteps; ++i) text += option(vector::nameOf(static_cast<vector::Step>(i)));
    text += "</select><select name=\"level\" aria-label=\"Level\"><option value=\"\">all levels</option>";
    for (const auto level : {vector::Level::Must, vector::Level::Should, vector::Level::May}) {
        text += option(vector::nameOf(level));
    }
    return text +
           "</select><input type=\"search\" name=\"text\" placeholder=\"id, title or requirement\" "
           "aria-label=\"Text\"/><button type=\"button\" name=\"open\">Open all</button>"
           "<output></output></form>\n";
}

}  // namespace

std::string HtmlReport::vectorPart(const ReportedVector& vector, const ReportStart& start) {
    const std::size_t share = kWhole / std::max<std::size_t>(1, start.selected);
    return htmlVector(vector, start, std::clamp(share, kLeastRoom, kMostRoom));
}

void HtmlReport::compose(AtomicFile& file, const Report& report) {
    file.write(fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src "
        "{}; "
        "base-uri 'none'; form-action 'none'\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{}: XMPP conformance</title>\n",
        hashOf(htmlStyle()), hashOf(htmlScript()), html(report.start.target(), 200).text));
    file.write(fmt::format("<style>{}</style></head>\n<body><main>\n", htmlStyle()));
    file.write(htmlSummary(report));
    file.write("<h2 id=\"vectors\">Vectors</h2>\n" + filterHtml());
    writeVectors(file, report);
    file.write(htmlRequirements(report));
    file.write(fmt::format("</main>\n<script>{}</script></body></html>\n", htmlScript()));
}

void HtmlReport::writeVectors(AtomicFile& file, const Report& report) {
    for (int i = 0; i < vector::kSteps; ++i) {
        const auto step = static_cast<vector::Step>(i);
        if (tallyOf(report).total(step) == 0) continue;
        file.write(
            fmt::format("<section class=\"step\"><h3 id=\"step-{0}\">{0}</h3>\n", vector::nameOf(step)));
        for (std::size_t at = 0; at < report.vectors.size(); ++at) {
            if (report.vectors[at].step == step) writePart(file, at);
        }
        file.write("</section>\n");
    }
}

}  // namespace xmppconf::reports
