#include <gtest/gtest.h>

#include "suite/corpus/Selection.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using vector::Level;
using Ids = std::vector<std::string>;

test::SmallCorpus sample() {
    test::SmallCorpus sample;
    sample.requirement("RFC6120/4.3/a", Level::Must)
        .requirement("RFC6120/4.3.3/b", Level::Should)
        .requirement("RFC6120/13.9/c", Level::May)
        .requirement("RFC6120/6.4/d", Level::Must);
    sample.vector("stream/probe", {"RFC6120/4.3/a"});
    sample.vector("stream/header", {"RFC6120/4.3/a", "RFC6120/13.9/c"});
    sample.vector("sasl/plain/login", {"RFC6120/6.4/d"});
    sample.vector("sasl/plain-text", {"RFC6120/13.9/c"});
    sample.vector("restart/id", {"RFC6120/4.3.3/b"});
    sample.vector("session/canary", {"RFC6120/6.4/d"});
    return sample;
}

Ids ids(const Result<std::vector<const vector::Vector*>>& selected) {
    if (!selected) return {selected.error()};
    Ids names;
    for (const vector::Vector* vector : selected.value()) names.push_back(vector->id);
    return names;
}

TEST(Selection, patternsAreGlobsStepsAndPrefixes) {
    const auto corpus = sample();
    struct Row {
        Ids select;
        Ids exclude;
        Ids expected;
    };
    const Row rows[] = {
        {{}, {}, {"stream/header", "sasl/plain/login", "sasl/plain-text", "restart/id"}},
        {{"sasl"}, {}, {"sasl/plain/login", "sasl/plain-text"}},
        {{"sasl/*"}, {}, {"sasl/plain/login", "sasl/plain-text"}},
        {{"SASL/Plain"}, {}, {"sasl/plain/login"}},
        {{"sasl/plain/"}, {}, {"sasl/plain/login"}},
        {{"*/id", "stream/header"}, {}, {"stream/header", "restart/id"}},
        {{"RFC6120/4.3"}, {}, {"stream/header", "restart/id"}},
        {{"RFC6120/4.3.3/b"}, {}, {"restart/id"}},
        {{"rfc6120/6*"}, {}, {"sasl/plain/login"}},
        {{"RFC6120/1*"}, {}, {"stream/header", "sasl/plain-text"}},
        {{"RFC6120"}, {"stream", "*/login"}, {"sasl/plain-text", "restart/id"}},
        {{"session/canary"}, {}, {"session/canary"}},
        {{"stream/probe", "stream/header"}, {}, {"stream/probe", "stream/header"}},
        {{"restart"}, {"restart"}, {}},
    };
    for (const Row& row : rows)
        EXPECT_EQ(ids(selectVectors(corpus.corpus, {row.select, row.exclude, Level::May})), row.expected)
            << testing::PrintToString(row.select);
}

TEST(Selection, aPatternThatMatchesNothingIsAMistake) {
    const auto corpus = sample();
    const auto sentence = [&](Ids select, Ids exclude) {
        return ids(selectVectors(corpus.corpus, {std::move(select), std::move(exclude), Level::May})).at(0);
    };
    EXPECT_EQ(sentence({"sasl/plain/logn"}, {}),
              "--select 'sasl/plain/logn' matches no vector; did you mean 'sasl/plain/login'?");
    EXPECT_EQ(sentence({"restrt"}, {}), "--select 'restrt' matches no vector; did you mean 'restart'?");
    EXPECT_EQ(sentence({"sasl", "zzz"}, {}), "--select 'zzz' matches no vector");
    EXPECT_EQ(sentence({}, {"zzz"}), "--exclude 'zzz' matches no vector");
    // "RFC6120/1" is section 1, not the beginning of 13.9.
    EXPECT_EQ(sentence({"RFC6120/1"}, {}).substr(0, 38), "--select 'RFC6120/1' matches no vector");
    // What looks after the run does not make a step or a glob right.
    EXPECT_EQ(sentence({"session"}, {}).substr(0, 36), "--select 'session' matches no vector");
}

TEST(Selection, aLevelLeavesOutWhatJudgesOnlyBelow) {
    const auto corpus = sample();
    EXPECT_EQ(ids(selectVectors(corpus.corpus, {{}, {}, Level::Must})),
              (Ids{"stream/header", "sasl/plain/login"}));
    EXPECT_EQ(ids(selectVectors(corpus.corpus, {{}, {}, Level::Should})),
              (Ids{"stream/header", "sasl/plain/login", "restart/id"}));
}

}  // namespace
}  // namespace xmppconf::suite
