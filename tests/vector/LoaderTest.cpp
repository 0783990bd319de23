#include <fmt/format.h>
#include <gtest/gtest.h>

#include "harness/vector/Loader.h"
#include "harness/xml/Element.h"
#include "tests/vector/Files.h"

namespace xmppconf::vector {

namespace {

constexpr std::string_view kHead =
    "<vectors xmlns='urn:xmppconf:vector:1' xmlns:m='urn:xmppconf:match:1' step='stream'>\n";
constexpr std::string_view kVector =
    "<vector id='stream/x' title='X'><judges as='a' requirement='TEST/1/first'/>"
    "<judges as='b' requirement='TEST/1.2/second'/><connect conn='c'/>";
constexpr std::string_view kEnd = "<close conn='c' req='a b'/></vector>";

SourceFile vectors(const std::string& name, const std::string& text) {
    return {name, std::string(kHead) + text + "\n</vectors>\n"};
}

Corpus loaded(const std::vector<SourceFile>& more) {
    auto files = companions();
    files.insert(files.end(), more.begin(), more.end());
    auto result = load(files);
    EXPECT_EQ(textOf(result), "");
    return std::holds_alternative<Corpus>(result) ? std::get<Corpus>(std::move(result)) : Corpus{};
}

/// A vector with these actions between connect and close.
Vector vectorWith(const std::string& actions) {
    auto corpus = loaded({vectors("v.xml", fmt::format("{}{}{}", kVector, actions, kEnd))});
    return corpus.vectors.empty() ? Vector{} : corpus.vectors.front();
}

/// What was made of these actions; a mistake leaves none.
template <class Body>
Body bodyOf(const std::string& action) {
    const auto vector = vectorWith(action);
    if (vector.actions.size() < 2) return {};
    const auto* body = std::get_if<Body>(&vector.actions[1].body);
    EXPECT_NE(body, nullptr) << action;
    return body ? *body : Body{};
}

TEST(Loader, RequirementsHaveTheirPartsAndALink) {
    const auto corpus = loaded({});
    ASSERT_EQ(corpus.requirements.size(), 4U);
    const auto& second = corpus.requirements.at("TEST/1.2/second");
    EXPECT_EQ(second.spec, "TEST");
    EXPECT_EQ(second.section, "1.2");
    EXPECT_EQ(second.level, Level::Should);
    EXPECT_EQ(second.feature, "some-feature");
    EXPECT_EQ(second.impact, Impact::Security);
    EXPECT_EQ(second.attack, "Somebody else does the second thing.");
    EXPECT_EQ(corpus.requirements.at("TEST/A.1/third").impact, Impact::Form);
    EXPECT_EQ(corpus.requirements.at("TEST/1/first").impact, Impact::Interoperability)
        << "where it is not said";
    EXPECT_EQ(second.text, "The server does the second thing.");
    EXPECT_EQ(second.link, "https://spec.example/test#section-1.2");
    EXPECT_EQ(second.place.line, 4);
    EXPECT_EQ(corpus.specifications[0].version, "2020-02");
    EXPECT_EQ(corpus.specifications[0].errata, "17 4");
    EXPECT_EQ(corpus.requirements.at("TEST/9/hidden").untestable, "It happens inside the server.");
    ASSERT_EQ(corpus.specifications.size(), 1U);
    EXPECT_EQ(corpus.specifications[0].title, "A specification for tests");
    EXPECT_EQ(corpus.faults.at("second-twice").text, "Does the second thing twice.");
}

TEST(Loader, AVectorKnowsItsSourceAndLines) {
    const std::string text = std::string(kVector) + "\n  <!-- < -->\n" + std::string(kEnd);
    const auto corpus = loaded({vectors("v.xml", "  " + text)});
    const auto* vector = corpus.vector("stream/x");
    ASSERT_NE(vector, nullptr);
    EXPECT_EQ(corpus.vector("stream/y"), nullptr);
    EXPECT_EQ(vector->source, text);
    EXPECT_EQ(vector->place.line, 2);
    EXPECT_EQ(vector->place.column, 3);
    EXPECT_EQ(*vector->place.file, "v.xml");
    EXPECT_EQ(vector->lastLine, 4);
    EXPECT_EQ(vector->revision, 1);
    ASSERT_EQ(vector->judges.size(), 2U);
    EXPECT_EQ(vector->judges[1].requirement, "TEST/1.2/second");
}

TEST(Loader, VectorsStandInTheOrderOfStepsFilesAndLines) {
    const auto one = [](const std::string& id) {
        const auto step = id.substr(0, id.find('/'));
        return fmt::format(
            "<vector id='{}' step='{}' title='X'><judges as='a' requirement='TEST/1/first'/>"
            "<connect conn='c' req='a'/></vector>\n",
            id, step);
    };
    const auto corpus = loaded({vectors("b.xml", one("close/1") + one("sasl/2") + one("sasl/1")),
                                vectors("a.xml", one("sasl/3") + one("stream/1"))});
    std::string order;
    for (const auto& vector : corpus.vectors) order += vector.id + " ";
    EXPECT_EQ(order, "stream/1 sasl/3 sasl/2 sasl/1 close/1 ");
}

TEST(Loader, RolesStandInOrderOfAppearance) {
    const auto vector = vectorWith(
        "<send conn='c'>${bob.jid}</send><starttls conn='c' certificate='carol'/>"
        "<plain name='p' account='alice'/><assert that='bob.user' present='yes'/>");
    EXPECT_EQ(vector.roles, (std::vector<std::string>{"bob", "carol", "alice"}));
    EXPECT_TRUE(vectorWith("").roles.empty());
}

TEST(Loader, ConnectionsAreInherited) {
    const auto vector = vectorWith(
        "<connect conn='d'/><one-of conn='d'><when><expect><x xmlns='urn:x'/></expect><send>y</send></when>"
        "<when><expect-end/><send conn='c'>y</send></when></one-of>"
        "<choose conn='d'><if tls='on'><send>z</send></if></choose>");
    ASSERT_EQ(vector.actions.size(), 5U);
    const auto& oneOf = std::get<OneOf>(vector.actions[2].body);
    EXPECT_EQ(vector.actions[2].conn, "d");
    EXPECT_EQ(oneOf.alternatives[0].actions->at(0).conn, "d");
    EXPECT_EQ(oneOf.alternatives[0].actions->at(1).conn, "d");
    EXPECT_EQ(oneOf.alternatives[1].actions->at(0).conn, "d");
    EXPECT_EQ(oneOf.alternatives[1].actions->at(1).conn, "c");
    EXPECT_EQ(std::get<Choose>(vector.actions[3].body).branches[0].actions->at(0).conn, "d");
}

TEST(Loader, AUsePassesConnectionRequirementsAndParametersOn) {
    const auto vector = vectorWith(
        "<connect conn='d'/><use fragment='login' conn='d' hash='SHA-256' req='b'/>"
        "<use fragment='header' conn='c' req='a'/>");
    ASSERT_EQ(vector.actions.size(), 5U);
    const auto& login = *std::get<Use>(vector.actions[2].body).actions;
    ASSERT_EQ(login.size(), 3U);
    const auto& scram = std::get<SaslExchange>(login[0].body);
    EXPECT_EQ(scram.name, "d.k");
    EXPECT_EQ(scram.account, "alice");
    EXPECT_EQ(std::get<Insert>(scram.attributes[1].second.parts[0]).name, "alice.jid");
    EXPECT_EQ(*login[0].place.file, "fragments.xml");
    EXPECT_TRUE(login[1].req.empty()) << "a send does not judge";
    EXPECT_EQ(login[2].req, std::vector<std::string>{"b"});
    EXPECT_EQ(login[2].conn, "d");
    const auto& challenge = std::get<Expect>(login[2].body).pattern;
    EXPECT_EQ(std::get<Take>(challenge.text->parts[0]).name, "d.k.server-first");
    EXPECT_TRUE(vector.actions[2].req.empty()) << "the actions inside judge, not the use";
    const auto& header = *std::get<Use>(vector.actions[3].body).actions;
    EXPECT_EQ(header[1].req, std::vector<std::string>{"a"});
    EXPECT_EQ(vector.roles, std::vector<std::string>{"alice"});
}

TEST(Loader, SetUpRestsOnARequirementUnlessItJudges) {
    const auto vector = vectorWith(
        "<expect-header conn='c' rests='TEST/1.2/second'/><use fragment='open' conn='d'/>"
        "<use fragment='open' conn='d' req='b'/>");
    EXPECT_EQ(vector.actions.at(1).rests, "TEST/1.2/second");
    const auto connects = [&](std::size_t i) {
        return std::get<Use>(vector.actions.at(i).body).actions->at(0);
    };
    EXPECT_EQ(connects(2).rests, "TEST/1/first");
    EXPECT_EQ(connects(3).rests, "") << "it judges";
}

TEST(Loader, ABranchAsksForALogin) {
    const auto choose = bodyOf<Choose>(
        "<choose conn='c'><if mechanism='SCRAM-SHA-1-PLUS' account='bob' binding='tls-unique'/></choose>");
    EXPECT_EQ(choose.branches.at(0).account, "bob");
    EXPECT_EQ(choose.branches.at(0).binding, "tls-unique");
    EXPECT_EQ(vectorWith("<choose conn='c'><if mechanism='PLAIN' account='bob'/></choose>").roles,
              std::vector<std::string>{"bob"});
}

TEST(Loader, EqualUsesShareTheirActions) {
    const auto vector = vectorWith(
        "<use fragment='header' conn='c'/><use fragment='header' conn='c'/>"
        "<use fragment='header' conn='c' req='a'/>");
    const auto actions = [&](std::size_t i) { return std::get<Use>(vector.actions.at(i).body).actions; };
    EXPECT_EQ(actions(1), actions(2));
    EXPECT_NE(actions(1), actions(3));
}

TEST(Loader, FragmentsCanBeReadAsTheyAreWritten) {
    const std::string text =
        "<fragments xmlns='urn:xmppconf:vector:1'>\n<fragment name='f'>\n <close/></fragment>\n"
        "<fragment name='g'><use fragment='f'/></fragment></fragments>";
    const auto result = load({{"f.xml", text}});
    ASSERT_EQ(textOf(result), "");
    const auto& fragments = std::get<Corpus>(result).fragments;
    ASSERT_EQ(fragments.size(), 2U);
    EXPECT_EQ(fragments[0].name, "f");
    EXPECT_EQ(*fragments[0].place.file, "f.xml");
    EXPECT_EQ(fragments[0].place.line, 2);
    EXPECT_EQ(fragments[0].text, "<fragment name='f'>\n <close/></fragment>");
    EXPECT_EQ(fragments[1].place.line, 4);
}

TEST(Loader, TheFirstActionOfAWhenIsJudgedByItsOneOf) {
    auto files = companions();
    files.push_back({"f.xml",
                     "<fragments xmlns='urn:xmppconf:vector:1'><fragment name='f'><one-of>"
                     "<when><expect-end/></when><when><expect-header/><expect-end/><need tls='on'/></when>"
                     "</one-of></fragment></fragments>"});
    files.push_back(vectors("v.xml", fmt::format("{}<use fragment='f' conn='c' req='a'/>{}", kVector, kEnd)));
    const auto result = load(files);
    ASSERT_EQ(textOf(result), "");
    const auto& actions = std::get<Corpus>(result).vectors.at(0).actions;
    const auto& oneOf = std::get<Use>(actions.at(1).body).actions->at(0);
    EXPECT_EQ(oneOf.req, std::vector<std::string>{"a"});
    const auto& second = *std::get<OneOf>(oneOf.body).alternatives.at(1).actions;
    EXPECT_TRUE(second.at(0).req.empty());
    EXPECT_EQ(second.at(1).req, std::vector<std::string>{"a"});
    EXPECT_TRUE(second.at(2).req.empty()) << "a need that skips judges nothing";
}

TEST(Loader, SendsKeepTheirPiecesInOrder) {
    const auto send = bodyOf<Send>(
        "<send conn='c' chunk='2' malformed='yes'>a &lt;\n<octets hex='00 fF'/><split/> <pause for='20ms'/>"
        "<new-stream/><![CDATA[ ]]></send>");
    ASSERT_EQ(send.parts.size(), 6U);
    EXPECT_EQ(std::get<std::string>(std::get<Template>(send.parts[0]).parts[0]), "a <\n");
    EXPECT_EQ(std::get<Octets>(send.parts[1]).octets, std::string("\0\xff", 2));
    EXPECT_TRUE(std::holds_alternative<Split>(send.parts[2]));
    EXPECT_EQ(std::get<Pause>(send.parts[3]).duration, std::chrono::milliseconds(20));
    EXPECT_TRUE(std::holds_alternative<NewStream>(send.parts[4]));
    EXPECT_EQ(std::get<std::string>(std::get<Template>(send.parts[5]).parts[0]), " ");
    EXPECT_EQ(send.chunk, 2U);
    EXPECT_TRUE(send.malformed);
}

TEST(Loader, PatternsOfEveryKind) {
    const auto pattern = bodyOf<Expect>(
                             "<expect conn='c'><p:a xmlns:p='urn:a' xmlns='urn:d' p:q='1' "
                             "m:no='to xml:lang'><b m:optional='yes'/><p:c m:count='0..1'>t</p:c>"
                             "<d m:absent='yes' m:content='closed'/><m:element ns='urn:e' named='x|y'/>"
                             "</p:a></expect>")
                             .pattern;
    constexpr auto kMany = std::numeric_limits<unsigned>::max();
    EXPECT_EQ(pattern.ns + " " + pattern.name, "urn:a a");
    ASSERT_EQ(pattern.attributes.size(), 3U);
    EXPECT_EQ(pattern.attributes[0].ns, "urn:a");
    EXPECT_EQ(pattern.attributes[1].name, "to");
    EXPECT_FALSE(pattern.attributes[1].value.has_value());
    EXPECT_EQ(pattern.attributes[2].ns, xml::kXmlNamespace);
    ASSERT_EQ(pattern.children.size(), 4U);
    const auto range = [&](std::size_t i) {
        return std::pair(pattern.children[i].least, pattern.children[i].most);
    };
    EXPECT_EQ(pattern.children[0].ns, "urn:d");
    EXPECT_EQ(range(0), std::pair(0U, kMany));
    EXPECT_EQ(range(1), std::pair(0U, 1U));
    EXPECT_TRUE(pattern.children[1].text.has_value());
    EXPECT_EQ(range(2), std::pair(0U, 0U));
    EXPECT_TRUE(pattern.children[2].closed);
    EXPECT_EQ(pattern.children[3].nameRegex, "x|y");
    EXPECT_EQ(pattern.children[3].ns, "urn:e");
    EXPECT_EQ(range(3), std::pair(1U, kMany));
}

TEST(Loader, AssertsAndNeeds) {
    EXPECT_EQ(bodyOf<Assert>("<assert that='domain' present='no'/>").test, Assert::Test::Absent);
    const auto least = bodyOf<Assert>("<assert that='domain' at-least='007'/>");
    EXPECT_EQ(least.test, Assert::Test::AtLeast);
    EXPECT_EQ(std::get<std::string>(least.than.parts.at(0)), "7");
    EXPECT_EQ(bodyOf<Assert>("<assert distinct='domain  host'/>").names,
              (std::vector<std::string>{"domain", "host"}));
    const auto need =
        bodyOf<Need>("<need conn='c' feature='urn:f' name='n' else='fail' req='a' why=' so  it is '/>");
    EXPECT_EQ(need.featureNs + need.featureName, "urn:fn");
    EXPECT_EQ(need.otherwise, Need::Else::Fail);
    EXPECT_EQ(need.why, "so it is");
    EXPECT_EQ(bodyOf<Need>("<need run='loopback' else='block'/>").otherwise, Need::Else::Block);
    const auto either = bodyOf<OneOf>(
        "<one-of conn='c'><when><expect><x xmlns='urn:x'/></expect></when>"
        "<when><expect-end/><skip why=' so  it is '/></when></one-of>");
    EXPECT_EQ(std::get<Skip>(either.alternatives.at(1).actions->at(1).body).why, "so it is");
}

TEST(Loader, InvariantsOfEveryKind) {
    const auto corpus =
        loaded({{"i.xml", contentOf(std::filesystem::path(XMPPCONF_TEST_DATA) / "good/invariants.xml")}});
    ASSERT_EQ(corpus.invariants.size(), 8U);
    EXPECT_EQ(corpus.invariants[0].kind, Invariant::Kind::Always);
    EXPECT_EQ(corpus.invariants[0].whenever->children.size(), 1U);
    EXPECT_EQ(corpus.invariants[0].must->children.size(), 2U);
    EXPECT_EQ(corpus.invariants[3].violation, xml::Violation::TextBetweenStanzas);
    EXPECT_EQ(corpus.invariants[4].kind, Invariant::Kind::AnsweredOnce);
    EXPECT_EQ(corpus.invariants[4].requirement, "TEST/A.1/third");
    EXPECT_TRUE(corpus.invariants[4].source.starts_with("<answered-once ")) << corpus.invariants[4].source;
    EXPECT_EQ(corpus.invariants[5].kind, Invariant::Kind::AfterError);
    EXPECT_EQ(corpus.invariants[5].what, Invariant::What::Connection);
    EXPECT_EQ(corpus.invariants[6].kind, Invariant::Kind::NeverInRun);
    EXPECT_EQ(corpus.invariants[6].streamIds, Invariant::StreamIds::Repeated);
    EXPECT_EQ(corpus.invariants[7].streamIds, Invariant::StreamIds::Counted);
    ASSERT_EQ(corpus.owed.size(), 2u);
    EXPECT_EQ(corpus.owed[0].requirement, "TEST/1/first");
    EXPECT_EQ(corpus.owed[0].pattern.name, "a");
    EXPECT_EQ(corpus.owed[1].attribute, "id");
    ASSERT_EQ(corpus.guarded.size(), 1u);
    EXPECT_EQ(corpus.guarded[0].mechanism, "P|X-.*");
    EXPECT_EQ(corpus.guarded[0].pattern.name, "s");
    EXPECT_EQ(corpus.owed[1].pattern.nameRegex, "b");
}

TEST(Loader, AFileThatCannotBeReadIsTheOnlyMistake) {
    auto files = companions();
    files[0].content = "<specification";
    files.push_back(vectors("v.xml", fmt::format("{}{}", kVector, kEnd)));
    const auto result = load(files);
    ASSERT_TRUE(std::holds_alternative<Diagnostics>(result));
    const auto& diagnostics = std::get<Diagnostics>(result);
    ASSERT_EQ(diagnostics.size(), 1U) << textOf(result);
    EXPECT_EQ(*diagnostics[0].place.file, "catalogue.xml");
}

TEST(Loader, MistakesOfAllFilesStandInTheirOrder) {
    const auto result = load({vectors("b.xml", "<x/>"), vectors("a.xml", "<y/>\n<z/>")});
    ASSERT_TRUE(std::holds_alternative<Diagnostics>(result));
    std::string order;
    for (const auto& diagnostic : std::get<Diagnostics>(result)) {
        order += fmt::format("{}:{} ", *diagnostic.place.file, diagnostic.place.line);
    }
    EXPECT_EQ(order, "b.xml:2 a.xml:2 a.xml:3 ");
}

TEST(Loader, FragmentsThatMultiplyAreBounded) {
    std::string text =
        "<fragments xmlns='urn:xmppconf:vector:1'><fragment name='f0'><send>x</send></fragment>";
    for (int i = 1; i <= 40; ++i) {
        text += fmt::format("<fragment name='f{}'><use fragment='f{}'/><use fragment='f{}'/></fragment>", i,
                            i - 1, i - 1);
    }
    auto files = companions();
    files.push_back({"f.xml", text + "</fragments>"});
    files.push_back(vectors("v.xml", fmt::format("{}<use fragment='f40' conn='c'/>{}", kVector, kEnd)));
    const auto result = load(files);
    EXPECT_NE(textOf(result).find("more than 10000 actions"), std::string::npos) << textOf(result);
}

TEST(Loader, NothingThatIsCutOffBreaksIt) {
    const auto text = contentOf(std::filesystem::path(XMPPCONF_TEST_DATA) / "good/actions.xml");
    for (std::size_t length = 0; length + 1 < text.size(); length += 7) {
        EXPECT_TRUE(std::holds_alternative<Diagnostics>(load({{"cut.xml", text.substr(0, length)}})))
            << length;
    }
}

}  // namespace

}  // namespace xmppconf::vector
