#include <gtest/gtest.h>

#include "harness/judge/Check.h"
#include "harness/judge/Reason.h"

namespace xmppconf::judge {
namespace {

using Kind = Reason::Kind;

const vector::Place kPlace{std::make_shared<const std::string>("v.xml"), 7, 3};

struct Row {
    Reason reason;
    const char* sentence;
};

TEST(Reason, isPutIntoWords) {
    const Row rows[] = {
        {{}, ""},
        {said(""), ""},
        {said("no port is known"), "no port is known"},
        {{.kind = Kind::Broken, .requirement = "R/1/a", .expected = {"<a/>", "<b/>"}, .actual = "<c/>"},
         "R/1/a (MUST): expected <a/> or <b/>; <c/>"},
        {{.kind = Kind::Broken, .requirement = "R/1/a", .expected = {"x"}, .actual = "y", .seenIn = {"v"}},
         "R/1/a (MUST): expected x; y; seen in 1 vector: v"},
        {{.kind = Kind::SetUpFailed, .place = kPlace, .expected = {"x"}, .actual = "nothing came"},
         "set-up failed at v.xml:7: expected x; nothing came"},
        {{.kind = Kind::SetUpFailed, .expected = {"x"}, .actual = "refused"},
         "set-up failed: expected x; refused"},
        {{.kind = Kind::SetUpGivenUp, .place = kPlace, .actual = "y"},
         "set-up at v.xml:7 failed in the same way in three vectors and is not tried again: y"},
        {{.kind = Kind::Undecided, .expected = {"x"}, .actual = "y"}, "expected x; y"},
        {{.kind = Kind::Spoiled, .requirement = "R/1/a", .actual = "<c/>"},
         "not judged further, since it breaks R/1/a: <c/>"},
        {{.kind = Kind::NoBranchFits, .place = kPlace},
         "none of the choices at v.xml:7 fits what the target offers"},
        {{.kind = Kind::Interrupted}, "the run was interrupted"},
    };
    for (const Row& row : rows) EXPECT_EQ(sentence(row.reason), row.sentence);
}

TEST(Reason, ofABrokenCheckHasItsFacts) {
    Check check;
    check.requirement = "R/1/a";
    check.level = vector::Level::Should;
    check.place = kPlace;
    check.expected = {"x"};
    check.actual = "y";
    check.came = Came::Kind::Ended;
    const Reason reason = broken(check);
    EXPECT_EQ(sentence(reason), "R/1/a (SHOULD): expected x; y");
    EXPECT_EQ(reason.place.line, 7);
    EXPECT_EQ(reason.came, Came::Kind::Ended);
}

TEST(Reason, namesTheFirstVectors) {
    EXPECT_EQ(seenInText({"a", "b", "c", "d"}), "seen in 4 vectors: a, b, c and 1 more");
}

TEST(Reason, shortensAlternatives) {
    EXPECT_EQ(alternatives({std::string(248, 'x'), "\u20ac\u20ac"}),
              std::string(248, 'x') + " o … (8 octets more)");
}

TEST(Came, tellsOfLoad) {
    EXPECT_TRUE(tellsOfLoad(Came{Came::Kind::Element, {"error", "resource-constraint", "text"}}));
    EXPECT_FALSE(tellsOfLoad(Came{Came::Kind::Element, {"error", "conflict"}}));
    EXPECT_FALSE(tellsOfLoad(Came{Came::Kind::Nothing}));
}

}  // namespace
}  // namespace xmppconf::judge
