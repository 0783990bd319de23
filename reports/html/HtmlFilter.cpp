#include "reports/html/HtmlFilter.h"

#include <fmt/format.h>

#include <string_view>

#include "harness/vector/Vector.h"
#include "reports/model/ReportDiff.h"
#include "reports/model/Standing.h"

namespace xmppconf::reports {

namespace {

std::string option(std::string_view name) { return fmt::format("<option>{}</option>", name); }

std::string box(std::string_view value, std::string_view title) {
    return fmt::format(
        "<label class=\"{0}\"><input type=\"checkbox\" name=\"verdict\" value=\"{0}\" "
        "checked=\"checked\"/> {1}</label>",
        value, title);
}

std::string verdictBoxes() {
    std::string text = "<fieldset><legend>Verdict</legend>";
    for (int i = 0; i < kStandings; ++i) {
        const std::string_view name = nameOf(static_cast<Standing>(i));
        text += box(name, name);
    }
    return text + "</fieldset>";
}

std::string changeBoxes() {
    std::string text = "<fieldset><legend>Change</legend>";
    for (int i = 0; i < kChanges; ++i) {
        const auto change = static_cast<Change>(i);
        text += box(nameOf(change), titleOf(change));
    }
    return text + "</fieldset>";
}

std::string stepSelect() {
    std::string text = "<select name=\"step\" aria-label=\"Step\"><option value=\"\">all steps</option>";
    for (int i = 0; i < vector::kSteps; ++i) text += option(vector::nameOf(static_cast<vector::Step>(i)));
    return text + "</select>";
}

std::string levelSelect() {
    std::string text = "<select name=\"level\" aria-label=\"Level\"><option value=\"\">all levels</option>";
    for (const auto level : {vector::Level::Must, vector::Level::Should, vector::Level::May})
        text += option(vector::nameOf(level));
    return text + "</select>";
}

std::string impactSelect() {
    std::string text =
        "<select name=\"impact\" aria-label=\"Impact\"><option value=\"\">all impacts</option>";
    for (int i = 0; i < vector::kImpacts; ++i) text += option(vector::nameOf(static_cast<vector::Impact>(i)));
    return text + "</select>";
}

std::string filterForm(std::string_view searched, std::string_view inside) {
    return fmt::format(
        "<form id=\"filter\" hidden=\"hidden\" aria-label=\"Filter\" role=\"search\">"
        "<input type=\"search\" name=\"text\" placeholder=\"Search: {}  ( / )\" "
        "aria-label=\"Search\"/>{}<output></output></form>\n",
        searched, inside);
}

}  // namespace

std::string htmlFilter() {
    // The script adds the mechanisms that occur.
    return filterForm("id, title, requirement",
                      verdictBoxes() + stepSelect() + levelSelect() + impactSelect() +
                          "<select name=\"mechanism\" aria-label=\"Mechanism\"><option value=\"\">all "
                          "mechanisms</option></select>"
                          "<button type=\"button\" name=\"open\">Open all</button>"
                          "<button type=\"button\" name=\"keys\" title=\"Keys\">?</button>");
}

std::string htmlComparisonFilter() {
    return filterForm(
        "id, title, requirement",
        verdictBoxes() + stepSelect() + levelSelect() + impactSelect() +
            "<label><input type=\"checkbox\" name=\"differing\" checked=\"checked\"/> only rows that "
            "differ</label>");
}

std::string htmlChangeFilter() {
    return filterForm("vector, requirement, reason", changeBoxes() + levelSelect());
}

}  // namespace xmppconf::reports
