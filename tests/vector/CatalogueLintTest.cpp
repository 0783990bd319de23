#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "harness/vector/Loader.h"
#include "tests/vector/Files.h"
#include "tests/vector/ProjectCorpus.h"

// What the project's own catalogues and vectors owe each other, beyond what the loader checks of any: nothing
// of RFC 6120 is forgotten, and nothing is claimed that no vector judges. tests/faulty proves that the
// vectors can fail.

namespace xmppconf::vector {

namespace {

namespace fs = std::filesystem;

/// The lines of a file of tests/vector/data/rfc6120.
std::set<std::string> namesIn(const std::string& file) {
    std::istringstream lines(contentOf(fs::path(XMPPCONF_TEST_DATA) / "rfc6120" / file));
    std::set<std::string> names;
    for (std::string line; std::getline(lines, line);) names.insert(line);
    return names;
}

/// Requirements that a vector or an invariant judges.
const std::set<std::string>& judged() {
    static const std::set<std::string> ids = [] {
        std::set<std::string> result;
        for (const auto& vector : corpus().vectors)
            for (const auto& judges : vector.judges) result.insert(judges.requirement);
        for (const auto& invariant : corpus().invariants) result.insert(invariant.requirement);
        return result;
    }();
    return ids;
}

bool isIn(std::string_view section, std::string_view chapter) {
    return section == chapter || section.starts_with(std::string(chapter) + ".");
}

/// Vectors that judge a requirement of one of the chapters of RFC 6120, or of another specification named.
std::size_t vectorsAbout(const std::vector<std::string>& chapters) {
    const auto about = [&](const Judges& judges) {
        const auto& requirement = corpus().requirements.at(judges.requirement);
        return std::any_of(chapters.begin(), chapters.end(), [&](const std::string& chapter) {
            return requirement.spec == chapter ||
                   (requirement.spec == "RFC6120" && isIn(requirement.section, chapter));
        });
    };
    return static_cast<std::size_t>(
        std::count_if(corpus().vectors.begin(), corpus().vectors.end(), [&](const Vector& vector) {
            return std::any_of(vector.judges.begin(), vector.judges.end(), about);
        }));
}

}  // namespace

TEST(CatalogueLint, SectionsOfRfc6120Exist) {
    const auto sections = namesIn("sections.txt");
    ASSERT_GE(sections.size(), 250U);
    for (const auto& [id, requirement] : corpus().requirements) {
        if (requirement.spec != "RFC6120") continue;
        EXPECT_TRUE(sections.contains(requirement.section)) << id;
    }
}

TEST(CatalogueLint, EveryFeatureOfASeverIsThere) {
    const auto features = namesIn("features.txt");
    ASSERT_EQ(features.size(), 63U);
    std::set<std::string> named;
    for (const auto& [id, requirement] : corpus().requirements) {
        if (requirement.spec != "RFC6120" || requirement.feature.empty()) continue;
        EXPECT_TRUE(features.contains(requirement.feature)) << id << ": " << requirement.feature;
        named.insert(requirement.feature);
    }
    for (const auto& feature : features) EXPECT_TRUE(named.contains(feature)) << feature;
}

TEST(CatalogueLint, EveryRequirementIsJudgedOrExcused) {
    for (const auto& [id, requirement] : corpus().requirements) {
        EXPECT_TRUE(!requirement.untestable.empty() || judged().contains(id)) << id << " is neither";
        EXPECT_FALSE(!requirement.untestable.empty() && judged().contains(id)) << id << " is both";
        EXPECT_TRUE(requirement.untestable.empty() || requirement.untestable.ends_with(".")) << id;
        EXPECT_TRUE(requirement.text.ends_with(".")) << id;
    }
}

/// The loader takes a requirement without impact for one of interoperability: here nobody may leave that to
/// it.
TEST(CatalogueLint, EveryRequirementSaysWhomItHurts) {
    std::size_t found = 0;
    for (const auto& file : xmlFiles(fs::path(XMPPCONF_ROOT) / "vectors" / "specs")) {
        std::istringstream lines(contentOf(file));
        for (std::string line; std::getline(lines, line);) {
            if (line.find("<requirement ") == std::string::npos) continue;
            ++found;
            EXPECT_NE(line.find("\" impact=\""), std::string::npos) << line;
        }
    }
    EXPECT_EQ(found, corpus().requirements.size());
    for (const auto& [id, requirement] : corpus().requirements)
        EXPECT_TRUE(requirement.attack.empty() || requirement.attack.ends_with(".")) << id;
}

TEST(CatalogueLint, EverySpecificationSaysWhichTextWasRead) {
    for (const auto& specification : corpus().specifications)
        EXPECT_FALSE(specification.version.empty()) << specification.id;
}

TEST(CatalogueLint, EveryAreaHasItsNumberOfVectors) {
    struct Floor {
        std::string area;
        std::vector<std::string> chapters;
        std::size_t least;
    };
    const std::vector<Floor> floors = {
        {"streams and their headers", {"4.2", "4.3", "4.7", "4.8"}, 30},
        {"stream errors", {"4.9"}, 40},
        {"closing", {"4.4", "4.5"}, 10},
        {"STARTTLS", {"5"}, 25},
        {"SASL", {"6"}, 70},
        {"resource binding", {"7"}, 25},
        {"sessions", {"RFC3921", "RFC6121"}, 5},
        {"stanzas", {"8"}, 60},
        {"server rules", {"10"}, 25},
        {"XML", {"11"}, 30},
    };
    EXPECT_GE(corpus().vectors.size(), 320U);
    for (const auto& floor : floors) EXPECT_GE(vectorsAbout(floor.chapters), floor.least) << floor.area;
}

}  // namespace xmppconf::vector
