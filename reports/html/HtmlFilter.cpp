#include "reports/html/HtmlFilter.h"

#include <fmt/format.h>

#include <string_view>

#include "harness/vector/Vector.h"
#include "reports/model/Standing.h"

namespace xmppconf::reports {

namespace {

std::string option(std::string_view name) { return fmt::format("<option>{}</option>", name); }

std::string filterForm(std::string_view inside) {
    std::string text =
        "<form id=\"filter\" hidden=\"hidden\" aria-label=\"Filter\" role=\"search\">"
        "<input type=\"search\" name=\"text\" placeholder=\"Search: id, title, requirement  ( / )\" "
        "aria-label=\"Search\"/><fieldset><legend>Verdict</legend>";
    for (int i = 0; i < kStandings; ++i) {
        text += fmt::format(
            "<label class=\"{0}\"><input type=\"checkbox\" name=\"verdict\" value=\"{0}\" "
            "checked=\"checked\"/> {0}</label>",
            nameOf(static_cast<Standing>(i)));
    }
    text += "</fieldset><select name=\"step\" aria-label=\"Step\"><option value=\"\">all steps</option>";
    for (int i = 0; i < vector::kSteps; ++i) text += option(vector::nameOf(static_cast<vector::Step>(i)));
    text += "</select><select name=\"level\" aria-label=\"Level\"><option value=\"\">all levels</option>";
    for (const auto level : {vector::Level::Must, vector::Level::Should, vector::Level::May})
        text += option(vector::nameOf(level));
    return fmt::format("{}</select>{}<output></output></form>\n", text, inside);
}

}  // namespace

std::string htmlFilter() {
    // The script adds the mechanisms that occur.
    return filterForm(
        "<select name=\"mechanism\" aria-label=\"Mechanism\"><option value=\"\">all "
        "mechanisms</option></select>"
        "<button type=\"button\" name=\"open\">Open all</button>"
        "<button type=\"button\" name=\"keys\" title=\"Keys\">?</button>");
}

std::string htmlComparisonFilter() {
    return filterForm(
        "<label><input type=\"checkbox\" name=\"differing\" checked=\"checked\"/> only rows that "
        "differ</label>");
}

}  // namespace xmppconf::reports
