#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/faulty/proof/Matrix.h"
#include "tests/faulty/proof/Precision.h"

namespace xmppconf::faulty {

namespace {

constexpr std::size_t kPrecise = 3;
constexpr std::size_t kMostVectors = 30;
constexpr std::size_t kListed = 25;

/// What all faults do to all vectors takes its time: once for all tests.
const std::map<std::string, Blame>& allBlames() {
    static const std::map<std::string, Blame> found = blames();
    return found;
}

std::map<std::string, std::string> reasons() {
    std::map<std::string, std::string> found;
    for (const std::string& line : linesOf("reasons.txt")) {
        const auto colon = line.find(": ");
        if (colon != line.npos) found[line.substr(0, colon)] = line.substr(colon + 2);
    }
    return found;
}

}  // namespace

// A fault breaks what it is about and not a dozen other requirements; where it breaks many, there is a
// reason. The table of all faults is committed.
TEST(Precision, FaultsBreakFewRequirementsOrThereIsAReason) {
    const auto& found = allBlames();
    const auto said = reasons();
    for (const auto& [name, blame] : found) {
        if (blame.requirements.size() <= kPrecise) continue;
        EXPECT_EQ(said.count(name), 1U)
            << name << " breaks " << blame.requirements.size()
            << " requirements: " << fmt::format("{}", fmt::join(blame.requirements, " "));
    }
    for (const auto& [name, reason] : said) {
        const auto blame = found.find(name);
        EXPECT_TRUE(blame != found.end() && blame->second.requirements.size() > kPrecise)
            << "reasons.txt: " << name << " needs none";
    }
    const std::string file = XMPPCONF_ROOT "/tests/faulty/matrix.md";
    const std::string text = matrixText(found, said);
    if (std::getenv("XMPPCONF_UPDATE")) std::ofstream(file) << text;
    std::stringstream committed;
    committed << std::ifstream(file).rdbuf();
    EXPECT_EQ(committed.str(), text)
        << "run test_faulty with XMPPCONF_UPDATE=1 and commit tests/faulty/matrix.md";
}

// One cause is told once, or nearly so: who reads a report shall see the fault behind it.
TEST(Precision, FewVectorsBlameTheServerForOneFault) {
    const Spread spread = spreadOf(allBlames());
    const std::string worst = worstText(allBlames(), kListed);
    EXPECT_LE(spread.median, kPrecise) << worst;
    EXPECT_LE(spread.worst, kMostVectors) << worst;
}

}  // namespace xmppconf::faulty
