#include <fmt/format.h>
#include <gtest/gtest.h>

#include <mutex>

#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

namespace {

struct Pair {
    const vector::Vector* vector;
    const Fault* fault;
};

// Empty when the vector breaks in one of the settings where it passes without the fault.
std::string whyNotCaught(const Pair& pair) {
    Conduct conduct;
    pair.fault->apply(conduct);
    std::string verdicts;
    for (const Setting* setting : Matrix::shared().homes(*pair.vector)) {
        const auto outcome = Matrix::shared().trial().hold(*pair.vector, *setting, conduct);
        if (isBroken(outcome.verdict)) return {};
        verdicts +=
            fmt::format("\n    {}: {} {}", setting->name(), judge::nameOf(outcome.verdict), outcome.reason());
    }
    return fmt::format("{} does not catch {}{}", pair.vector->id, pair.fault->name, verdicts);
}

}  // namespace

// No pass that a broken server could get: whoever says that it catches a fault does.
TEST(Pairs, EveryVectorBreaksOnTheFaultsThatItCatches) {
    std::vector<Pair> pairs;
    for (const vector::Vector& vector : projectCorpus().vectors)
        for (const std::string& name : vector.catches)
            if (const Fault* fault = faultNamed(name)) pairs.push_back({&vector, fault});
    ASSERT_FALSE(pairs.empty());
    std::vector<std::string> missed(pairs.size());
    inParallel(pairs.size(), [&](std::size_t at) { missed[at] = whyNotCaught(pairs[at]); });
    for (const std::string& each : missed)
        if (!each.empty()) ADD_FAILURE() << each;
}

TEST(Catalogue, EveryFaultIsWrittenAndNothingElseIs) {
    const auto& catalogue = projectCorpus().faults;
    std::set<std::string> written;
    for (const Fault* fault : allFaults()) {
        const std::string name(fault->name);
        EXPECT_TRUE(written.insert(name).second) << name << " is written twice";
        EXPECT_EQ(catalogue.count(name), 1U) << name << " is not in vectors/specs/faults.xml";
    }
    for (const auto& [name, fault] : catalogue)
        EXPECT_EQ(written.count(name), 1U) << name << " is not written";
}

TEST(Catalogue, EveryFaultIsCaughtAndEveryVectorCatchesOne) {
    std::set<std::string> caught;
    for (const vector::Vector& vector : projectCorpus().vectors) {
        caught.insert(vector.catches.begin(), vector.catches.end());
        EXPECT_FALSE(vector.catches.empty()) << vector.id << " names no fault that it catches";
    }
    for (const auto& [name, fault] : projectCorpus().faults)
        EXPECT_EQ(caught.count(name), 1U) << "no vector catches " << name;
}

}  // namespace xmppconf::faulty
