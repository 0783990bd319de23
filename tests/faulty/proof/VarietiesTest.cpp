#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "tests/faulty/honest/Variety.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

inline void PrintTo(const Variety& variety, std::ostream* output) { *output << variety.name; }

namespace {

class Varieties : public testing::TestWithParam<Variety> {};

std::string nameOf(const testing::TestParamInfo<Variety>& info) {
    std::string name(info.param.name);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// What breaks a MAY is a choice, too.
bool mayBe(judge::Verdict verdict) {
    using judge::Verdict;
    return verdict == Verdict::Pass || verdict == Verdict::Skip || verdict == Verdict::Info;
}

INSTANTIATE_TEST_SUITE_P(HonestServer, Varieties, testing::ValuesIn(varieties()), nameOf);

// No false alarm: whatever a server may choose, no vector that passes on the usual one blames it.
TEST_P(Varieties, BreakNothing) {
    Conduct conduct;
    GetParam().apply(conduct);
    const auto& vectors = projectCorpus().vectors;
    std::vector<std::string> blamed(vectors.size());
    inParallel(vectors.size(), [&](std::size_t at) {
        for (const Setting* home : Matrix::shared().homes(vectors[at])) {
            const auto outcome = Matrix::shared().otherwise(vectors[at], *home, conduct);
            if (!outcome || mayBe(outcome->verdict)) continue;
            blamed[at] = home->name() + ": " + outcome->reason();
            break;
        }
    });
    for (std::size_t at = 0; at < vectors.size(); ++at) EXPECT_EQ(blamed[at], "") << vectors[at].id;
}

}  // namespace

}  // namespace xmppconf::faulty
