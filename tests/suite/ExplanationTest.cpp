#include <gtest/gtest.h>

#include "suite/corpus/Library.h"
#include "suite/explain/Explanation.h"
#include "suite/explain/Listing.h"

namespace xmppconf::suite {
namespace {

TEST(Explanation, thereIsOneForEverythingThatComesWithTheProgram) {
    const auto corpus = loadCorpus({});
    ASSERT_TRUE(corpus) << corpus.error();
    EXPECT_GT(corpus.value().vectors.size(), 50U);
    for (const vector::Vector& vector : corpus.value().vectors) {
        const auto text = explain(corpus.value(), vector.id, true);
        ASSERT_TRUE(text) << text.error();
        EXPECT_NE(text.value().find("C: "), std::string::npos) << vector.id;
        EXPECT_NE(text.value().find("S: "), std::string::npos) << vector.id;
        for (const vector::Judges& judges : vector.judges) {
            const auto shortText = explain(corpus.value(), vector.id, false);
            EXPECT_NE(shortText.value().find("[" + judges.as + "] " + judges.requirement), std::string::npos)
                << vector.id;
        }
    }
    for (const auto& [id, requirement] : corpus.value().requirements) {
        const auto text = explain(corpus.value(), id, false);
        ASSERT_TRUE(text) << text.error();
        EXPECT_NE(text.value().find(requirement.text), std::string::npos) << id;
    }
}

TEST(Explanation, takesIdsInAnyCase) {
    const auto corpus = loadCorpus({});
    ASSERT_TRUE(corpus) << corpus.error();
    EXPECT_TRUE(explain(corpus.value(), "Session/Canary", false));
    EXPECT_TRUE(explain(corpus.value(), "rfc6120/7.1/full-jid", false));
}

TEST(Explanation, tellsOfARequirementWhomItHurtsAndWhichTextWasRead) {
    const auto corpus = loadCorpus({});
    ASSERT_TRUE(corpus) << corpus.error();
    const auto text = explain(corpus.value(), "RFC5802/3/client-proof", false);
    ASSERT_TRUE(text) << text.error();
    EXPECT_NE(text.value().find("\nRead in the version 2010-07; errata read: 2640 2651 2652"),
              std::string::npos)
        << text.value();
    EXPECT_NE(text.value().find("\nImpact: security\nAttack: "), std::string::npos);
}

TEST(Listing, tellsWhatIsCovered) {
    const auto corpus = loadCorpus({});
    ASSERT_TRUE(corpus) << corpus.error();
    const vector::Vector* canary = corpus.value().vector("session/canary");
    ASSERT_NE(canary, nullptr);
    EXPECT_EQ(listVectors(corpus.value(), {canary}),
              "session/canary  session   MUST    An account logs in and gets a full JID\n");
    const std::string requirements = listRequirements(corpus.value(), {canary});
    EXPECT_NE(requirements.find("RFC6120/7.1/full-jid  MUST  interoperability  "), std::string::npos);
    const std::string few = listRequirements(corpus.value(), {canary}, {vector::Impact::Security});
    EXPECT_EQ(few.find("RFC6120/7.1/full-jid"), std::string::npos);
    EXPECT_NE(few.find("\nRFC6120/8.1.2.1/from-stamped  MUST  security  "), std::string::npos);
    EXPECT_NE(few.find("\n    attack: A user sends stanzas in somebody else's name.\n"), std::string::npos);
    EXPECT_NE(requirements.find("\n    session/canary\n"), std::string::npos);
    EXPECT_NE(requirements.find("\n    no vector judges it\n"), std::string::npos);
    EXPECT_NE(requirements.find("\nRFC6120  section 7   1 judged, "), std::string::npos);
    EXPECT_NE(requirements.find("\nMAY    0 of "), std::string::npos)
        << requirements.substr(requirements.size() - 300);
}

}  // namespace
}  // namespace xmppconf::suite
