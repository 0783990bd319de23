#include <gtest/gtest.h>

#include "suite/options/ReportNames.h"

namespace xmppconf::suite {
namespace {

using Names = std::vector<std::string>;

TEST(ReportNames, areTheShortestThatTellThemApart) {
    EXPECT_EQ(namesOfReports({"a/ejabberd.json", "prosody.json"}), (Names{"ejabberd", "prosody"}));
    EXPECT_EQ(namesOfReports({"lab/ejabberd/report.json", "lab/prosody/report.json"}),
              (Names{"ejabberd", "prosody"}));
    EXPECT_EQ(namesOfReports({"a/x/report.json", "b/x/report.json"}),
              (Names{"a/x/report.json", "b/x/report.json"}));
    EXPECT_EQ(namesOfReports({"report.json", "x/report.json"}), (Names{"report.json", "x/report.json"}));
    EXPECT_EQ(namesOfReports({"report.json"}), (Names{"report"}));
}

}  // namespace
}  // namespace xmppconf::suite
