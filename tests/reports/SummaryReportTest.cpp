#include <gtest/gtest.h>

#include "Golden.h"
#include "SampleRun.h"
#include "reports/files/SummaryReport.h"
#include "reports/text/MarkdownText.h"

namespace xmppconf::reports {
namespace {

std::string summaryOf(const SampleRun& run) {
    SummaryReport report(temporaryPath("summary.md"));
    run.play({&report});
    EXPECT_TRUE(report.written()) << report.written().error();
    return contentOf(report.path());
}

TEST(SummaryReport, IsAsApproved) {
    SampleRun run;
    run.holdAgainstBaseline();
    expectApproved(summaryOf(run), "summary.md");
}

TEST(SummaryReport, WithBrokenLoginsIsAsApproved) {
    SampleRun run;
    run.breakLogins();
    expectApproved(summaryOf(run), "logins/summary.md");
}

TEST(SummaryReport, SaysThatARunIsNotComplete) {
    SampleRun run;
    run.outcomes.clear();
    run.summary = {{}, false, 3, "Nothing listens there.", {}};
    const std::string report = summaryOf(run);
    EXPECT_TRUE(
        report.starts_with("## XMPP conformance: nothing there speaks XMPP, or no account is right\n"))
        << report;
    EXPECT_NE(report.find("\n**The run is not complete.**\n\nNothing listens there&#46;\n"),
              std::string::npos)
        << report;
    EXPECT_EQ(report.find("### Failed"), std::string::npos);
}

TEST(SummaryReport, IsBounded) {
    SampleRun run;
    const auto failed = run.outcomes[1];
    run.outcomes.clear();
    std::vector<vector::Vector> vectors(300, run.corpus.vectors[1]);
    for (std::size_t i = 0; i < vectors.size(); ++i) vectors[i].id += std::to_string(i);
    run.corpus.vectors = vectors;
    run.info.selected.clear();
    for (const auto& vector : run.corpus.vectors) {
        run.info.selected.push_back(&vector);
        run.outcomes.push_back(failed);
        run.outcomes.back().vector = &vector;
        run.outcomes.back().why = judge::said(std::string(100'000, '*'));
    }
    const std::string report = summaryOf(run);
    EXPECT_NE(report.find("### Failed (300)"), std::string::npos);
    EXPECT_NE(report.find("\nand 250 more\n"), std::string::npos);
    EXPECT_LT(report.size(), 250'000u);
}

TEST(MarkdownText, NothingInItActs) {
    EXPECT_EQ(markdownText("plain words, 42 of them; a/b-c"), "plain words, 42 of them; a/b-c");
    EXPECT_EQ(markdownText("a|b\n<img src=x>"), "a&#124;b&#92;n&#60;img src&#61;x&#62;");
    EXPECT_EQ(markdownText("[x](https://e.example) @all"),
              "&#91;x&#93;&#40;https&#58;//e&#46;example&#41; &#64;all");
    for (const char c : markdownText(kHostileText))
        EXPECT_EQ(std::string_view("<>|`*_[]@:!").find(c), std::string_view::npos) << c;
}

TEST(MarkdownText, OnlyAddressesOfTheWebAreLinks) {
    EXPECT_EQ(markdownLink("4&#46;8", "https://www.rfc-editor.org/rfc/rfc6120#section-4.8"),
              "[4&#46;8](https://www.rfc-editor.org/rfc/rfc6120#section-4.8)");
    for (const char* address :
         {"javascript:alert(1)", "https://e.example/)[x](y", "https://e.example/ x", "http://e", ""})
        EXPECT_EQ(markdownLink("4", address), "4");
}

}  // namespace
}  // namespace xmppconf::reports
