#include <gtest/gtest.h>

#include "Page.h"
#include "SampleRun.h"
#include "reports/html/HtmlMatrix.h"

namespace xmppconf::reports {
namespace {

/// The sample twice: the second target met what the first one broke in stream/header/wrong-namespace, and was
/// not asked for bind/resource/error.
std::vector<NamedReport> twoReports() {
    SampleRun second;
    second.info.host = "other.example";
    second.outcomes[1].verdict = judge::Verdict::Pass;
    second.outcomes[1].why = {};
    second.outcomes[1].checks[0].verdict = judge::Verdict::Pass;
    second.outcomes.pop_back();
    return {{"first", wholeOf(SampleRun()).report, {}}, {"second", wholeOf(second).report, {}}};
}

/// The row with that id, up to its end.
std::string rowOf(const std::string& page, const std::string& id) {
    const std::size_t at = page.find("<tr id=\"" + id + "\"");
    EXPECT_NE(at, std::string::npos) << id;
    return at == std::string::npos ? "" : page.substr(at, page.find("</tr>", at) - at);
}

TEST(HtmlMatrix, EachReportHasItsVerdictInEachRow) {
    const std::string page = htmlMatrix(twoReports());
    const std::string differing = rowOf(page, "stream/header/wrong-namespace");
    EXPECT_NE(differing.find("<td class=\"fail\""), std::string::npos) << differing;
    EXPECT_NE(differing.find("<td class=\"pass\">pass</td>"), std::string::npos) << differing;
    EXPECT_NE(differing.find("data-verdict=\"fail pass\" data-step=\"stream\" data-levels=\"MUST SHOULD\""),
              std::string::npos)
        << differing;
    const std::string same = rowOf(page, "stream/header/plain");
    EXPECT_NE(same.find("data-verdict=\"pass\" data-same=\"yes\""), std::string::npos) << same;
    const std::string requirement = rowOf(page, "RFC6120/4.8.4/text");
    EXPECT_NE(requirement.find("<td class=\"info\">info</td><td class=\"info\">info</td>"), std::string::npos)
        << requirement;
    EXPECT_NE(requirement.find("https://www.rfc-editor.org/rfc/rfc6120#section-4.8.4"), std::string::npos);
}

TEST(HtmlMatrix, WhatAReportDoesNotHoldIsAbsentAndNotMet) {
    auto reports = twoReports();
    std::string page = htmlMatrix(reports);
    const std::string row = rowOf(page, "bind/resource/error");
    EXPECT_NE(row.find("<td class=\"absent\">absent</td>"), std::string::npos) << row;
    EXPECT_EQ(row.find("data-same"), std::string::npos) << row;
    EXPECT_NE(page.find("<span class=\"absent\">1 absent</span>"), std::string::npos);
    EXPECT_NE(page.find("do not hold the same vectors"), std::string::npos);

    std::swap(reports[0], reports[1]);
    page = htmlMatrix(reports);
    EXPECT_NE(rowOf(page, "bind/resource/error").find("absent</td><td class=\"error\""), std::string::npos);
    reports = {twoReports()[0], twoReports()[0]};
    EXPECT_EQ(htmlMatrix(reports).find("absent</"), std::string::npos);
    EXPECT_EQ(htmlMatrix(reports).find("do not hold the same vectors"), std::string::npos);
}

TEST(HtmlMatrix, LinksToTheReportsOnesOwnPages) {
    auto reports = twoReports();
    reports[0].page = "a/first%20one.html";
    const std::string page = htmlMatrix(reports);
    EXPECT_NE(page.find("<a href=\"a/first%20one.html\">first</a>"), std::string::npos);
    EXPECT_NE(
        rowOf(page, "stream/error/text").find("<a href=\"a/first%20one.html#stream/error/text\">info</a>"),
        std::string::npos);
    EXPECT_EQ(parsePage(page).error, "");
}

TEST(HtmlMatrix, NothingOfATargetActs) {
    auto reports = twoReports();
    for (auto& named : reports) {
        named.name = named.report.reason = kHostileText;
        named.report.start.host = named.report.start.toolVersion = named.report.start.started = kHostileText;
        named.report.facts->tls->version = kHostileText;
        for (auto& vector : named.report.vectors) vector.title = vector.reason = vector.id += kHostileText;
        for (auto& [id, requirement] : named.report.start.requirements) {
            requirement.text = kHostileText;
            requirement.link = "javascript:alert(1)";
        }
    }
    const std::string page = htmlMatrix(reports);
    const Page parsed = parsePage(page);
    EXPECT_EQ(parsed.error, "");
    EXPECT_EQ(parsed.elements.count("img"), 0u);
    EXPECT_EQ(parsed.elements.at("script"), 1);
    for (const auto& attribute : parsed.attributes) EXPECT_FALSE(attribute.starts_with("on")) << attribute;
    for (const auto& link : parsed.links) EXPECT_TRUE(link[0] == '#') << link;
    EXPECT_EQ(page.find("\xe2\x80\xae"), std::string::npos);
}

}  // namespace
}  // namespace xmppconf::reports
