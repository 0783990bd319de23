#include <gtest/gtest.h>

#include "TestValues.h"
#include "harness/judge/Description.h"
#include "harness/judge/PatternMatcher.h"
#include "harness/vector/Loader.h"
#include "harness/xml/StreamReader.h"

namespace xmppconf::tests {

namespace {

/// The pattern as an author writes it, by way of an invariant.
vector::Pattern pattern(const std::string& written) {
    const std::string file =
        R"(<invariants xmlns="urn:xmppconf:vector:1" xmlns:m="urn:xmppconf:match:1"><always id="i" requirement="T/1/r"><whenever><x xmlns="u"/></whenever><must>)" +
        written + "</must></always></invariants>";
    auto loaded = vector::load(
        {{"c.xml",
          R"(<specification xmlns="urn:xmppconf:vector:1" id="T" title="T" link="https://t.example/{section}"><requirement id="T/1/r" level="MUST">R.</requirement></specification>)"},
         {"i.xml", file}});
    if (auto* mistakes = std::get_if<vector::Diagnostics>(&loaded)) {
        ADD_FAILURE() << mistakes->front().toString();
        return {};
    }
    return *std::get<vector::Corpus>(loaded).invariants.front().must;
}

xml::ElementPtr element(const std::string& written) {
    xml::StreamReader reader;
    reader.feed("<s xmlns='root' xmlns:p='u'>" + written);
    while (auto event = reader.next()) {
        if (event->kind == xml::StreamEvent::Kind::Element) return event->element;
    }
    ADD_FAILURE() << "not an element: " << written;
    return nullptr;
}

struct PatternCase {
    std::string pattern;
    std::string element;
    bool matches;
};

const std::vector<PatternCase> kPatternCases = {
    {R"(<a xmlns="u"/>)", "<a xmlns='u'/>", true},
    {R"(<a xmlns="u"/>)", "<p:a/>", true},
    {R"(<q:a xmlns:q="u"/>)", "<a xmlns='u'/>", true},
    {R"(<a xmlns="u"/>)", "<a/>", false},
    {R"(<a xmlns="u"/>)", "<b xmlns='u'/>", false},
    {R"(<a xmlns="u"/>)", "<a xmlns='u' x='1'>text<c/></a>", true},
    {R"(<a xmlns="u" x="1"/>)", "<a xmlns='u' x='1' y='2'/>", true},
    {R"(<a xmlns="u" x="1"/>)", "<a xmlns='u' x='2'/>", false},
    {R"(<a xmlns="u" x="1"/>)", "<a xmlns='u'/>", false},
    {R"(<a xmlns="u" x="?{}"/>)", "<a xmlns='u' x=''/>", true},
    {R"(<a xmlns="u" x="?{}"/>)", "<a xmlns='u'/>", false},
    {R"(<a xmlns="u" x="?{:.+}"/>)", "<a xmlns='u' x=''/>", false},
    {R"(<a xmlns="u" m:no="x"/>)", "<a xmlns='u' x='1'/>", false},
    {R"(<a xmlns="u" m:no="x"/>)", "<a xmlns='u' y='1'/>", true},
    {R"(<a xmlns="u" xml:lang="en"/>)", "<a xmlns='u' xml:lang='en'/>", true},
    {R"(<a xmlns="u" xml:lang="en"/>)", "<a xmlns='u' lang='en'/>", false},
    {R"(<a xmlns="u">t</a>)", "<a xmlns='u'>t</a>", true},
    {R"(<a xmlns="u">t</a>)", "<a xmlns='u'>t </a>", false},
    {R"(<a xmlns="u"><b/></a>)", "<a xmlns='u'><c/><b/></a>", true},
    {R"(<a xmlns="u"><b/></a>)", "<a xmlns='u'><c/></a>", false},
    {R"(<a xmlns="u"><b/></a>)", "<a xmlns='u'><b xmlns='v'/></a>", false},
    {R"(<a xmlns="u"><b x="1"/></a>)", "<a xmlns='u'><b/><b x='1'/></a>", true},
    {R"(<a xmlns="u"><b m:absent="yes"/></a>)", "<a xmlns='u'><b/></a>", false},
    {R"(<a xmlns="u"><b m:absent="yes"/></a>)", "<a xmlns='u'><b xmlns='v'/></a>", true},
    {R"(<a xmlns="u"><b m:optional="yes" x="1"/></a>)", "<a xmlns='u'/>", true},
    {R"(<a xmlns="u"><b m:optional="yes" x="1"/></a>)", "<a xmlns='u'><b x='1'/></a>", true},
    {R"(<a xmlns="u"><b m:optional="yes" x="1"/></a>)", "<a xmlns='u'><b x='2'/></a>", false},
    {R"(<a xmlns="u"><b m:count="1"/></a>)", "<a xmlns='u'><b/></a>", true},
    {R"(<a xmlns="u"><b m:count="1"/></a>)", "<a xmlns='u'><b/><b/></a>", false},
    {R"(<a xmlns="u"><b m:count="2..*"/></a>)", "<a xmlns='u'><b/></a>", false},
    {R"(<a xmlns="u"><b m:count="2..*"/></a>)", "<a xmlns='u'><b/><b/><b/></a>", true},
    {R"(<a xmlns="u"><b m:count="0..1"/></a>)", "<a xmlns='u'/>", true},
    {R"(<a xmlns="u" m:content="closed"/>)", "<a xmlns='u'/>", true},
    {R"(<a xmlns="u" m:content="closed"/>)", "<a xmlns='u'> \n</a>", true},
    {R"(<a xmlns="u" m:content="closed"/>)", "<a xmlns='u'>x</a>", false},
    {R"(<a xmlns="u" m:content="closed"/>)", "<a xmlns='u'><b/></a>", false},
    {R"(<a xmlns="u" m:content="closed"/>)", "<a xmlns='u' x='1'/>", false},
    {R"(<a xmlns="u" m:content="closed"><b/></a>)", "<a xmlns='u'><b/></a>", true},
    {R"(<a xmlns="u" m:content="closed"><b x="1"/></a>)", "<a xmlns='u'><b x='1'/></a>", true},
    {R"(<a xmlns="u" m:content="closed"><b x="1"/></a>)", "<a xmlns='u'><b x='1'/><b x='2'/></a>", false},
    {R"(<a xmlns="u" m:content="closed"><b x="1"/></a>)", "<a xmlns='u'><b/><b x='1'/></a>", false},
    {R"(<a xmlns="u" m:content="closed"><b x="1"/><b x="2"/></a>)", "<a xmlns='u'><b x='1'/><b x='2'/></a>",
     true},
    {R"(<a xmlns="u" m:content="closed"><b x="1" m:count="0..1"/></a>)", "<a xmlns='u'><b x='2'/></a>",
     false},
    {R"(<a xmlns="u" m:content="closed"><b><c/></b></a>)", "<a xmlns='u'><b><c/></b><b/></a>", false},
    {R"(<a xmlns="u"><m:element ns="e" named="x|y" m:count="1"/></a>)", "<a xmlns='u'><y xmlns='e'/></a>",
     true},
    {R"(<a xmlns="u"><m:element ns="e" named="x|y" m:count="1"/></a>)",
     "<a xmlns='u'><x xmlns='e'/><y xmlns='e'/></a>", false},
    {R"(<a xmlns="u"><m:element ns="e" named="x|y" m:count="1"/></a>)", "<a xmlns='u'><xx xmlns='e'/></a>",
     false},
    {R"(<a xmlns="u"><m:element ns="e" named="x|y" m:count="1"/></a>)", "<a xmlns='u'><x/></a>", false},
    {R"(<a xmlns="u"><m:element named=".*" m:count="0..1"/></a>)", "<a xmlns='u'><x xmlns='e'/></a>", true},
    {R"(<a xmlns="u"><b xmlns=""/></a>)", "<a xmlns='u'><b xmlns=''/></a>", true},
    {R"(<a xmlns="u"><b xmlns=""/></a>)", "<a xmlns='u'><b/></a>", false},
    {R"(<a xmlns="u"><m:element named=".*" m:count="0..1"/></a>)", "<a xmlns='u'>text</a>", true},
    {R"(<m:element ns="u" named="a|b" x="1"><c xmlns="v"/></m:element>)",
     "<b xmlns='u' x='1'><c xmlns='v'/></b>", true},
    {R"(<m:element ns="u" named="a|b" x="1"/>)", "<b xmlns='u' x='2'/>", false},
    {R"(<a xmlns="u"><m:element named=".*" m:count="0..1"/></a>)",
     "<a xmlns='u'><x xmlns='e'/><x xmlns='f'/></a>", false},
    {R"(<a xmlns="u"><b/><c/></a>)", "<a xmlns='u'><c/><b/></a>", true},
    {R"(<a xmlns="u" m:order="kept"><b/><c/></a>)", "<a xmlns='u'><c/><b/></a>", false},
    {R"(<a xmlns="u" m:order="kept"><b/><c/></a>)", "<a xmlns='u'><d/>text<b/><d/><c/><d/></a>", true},
    {R"(<a xmlns="u" m:order="kept"><b/><c/></a>)", "<a xmlns='u'><c/><b/><c/></a>", true},
    {R"(<a xmlns="u" m:order="kept"><b/><c/><b/></a>)", "<a xmlns='u'><b/><b/><c/></a>", false},
    {R"(<a xmlns="u" m:order="kept"><b/><c/><b/></a>)", "<a xmlns='u'><b/><c/><b/></a>", true},
    {R"(<a xmlns="u" m:order="kept"><b/><c/></a>)", "<a xmlns='u'><b/></a>", false},
    {R"(<a xmlns="u" m:order="kept"><b m:count="2"/><c/></a>)", "<a xmlns='u'><b/><c/><b/></a>", false},
    {R"(<a xmlns="u" m:order="kept"><b m:count="2"/><c/></a>)", "<a xmlns='u'><b/><b/><c/></a>", true},
    {R"(<a xmlns="u" m:order="kept"><b/><d m:absent="yes"/><c/></a>)", "<a xmlns='u'><b/><c/></a>", true},
    {R"(<a xmlns="u" m:order="kept"><b/><d m:optional="yes"/><c/></a>)", "<a xmlns='u'><d/><b/><c/></a>",
     true},
    {R"(<a xmlns="u" m:order="kept" m:content="closed"><b/><c/></a>)", "<a xmlns='u'><b/><d/><c/></a>",
     false},
    {R"(<a xmlns="u"><b/><c m:order="kept"><d/><e/></c></a>)", "<a xmlns='u'><c><d/><e/></c><b/></a>", true},
    {R"(<a xmlns="u"><b/><c m:order="kept"><d/><e/></c></a>)", "<a xmlns='u'><b/><c><e/><d/></c></a>", false},
};

}  // namespace

TEST(PatternMatcher, matchesStructureByNamespaceAndLocalName) {
    for (const auto& [written, received, matches] : kPatternCases) {
        TestValues values({});
        auto met = judge::matchPattern(pattern(written), *element(received), values);
        EXPECT_EQ(met.ok(), matches) << written << " against " << received << ": "
                                     << (met ? "" : met.error());
    }
}

TEST(PatternMatcher, namesTheFirstDifference) {
    TestValues values({});
    auto met = judge::matchPattern(pattern(R"(<a xmlns="u"><b x="1"/></a>)"),
                                   *element("<a xmlns='u'><b x='2'/></a>"), values);
    ASSERT_FALSE(met);
    EXPECT_EQ(met.error(), "'x' of <b>: '2' is not '1'");
}

TEST(PatternMatcher, takesInOrderWhatStandsInItsPlace) {
    vector::Pattern written = pattern(R"(<a xmlns="u" m:order="kept"><b/><c x="?{:.*}"/></a>)");
    written.children.back().attributes.front().value = vector::Template{{vector::Take{"place", {}, {}}}};
    TestValues values({});
    auto met = judge::matchPattern(written, *element("<a xmlns='u'><c x='1'/><b/><c x='2'/></a>"), values);
    ASSERT_TRUE(met) << met.error();
    ASSERT_EQ(met.value().size(), 1U);
    EXPECT_EQ(met.value().front().value, "2");
}

TEST(PatternMatcher, saysWhatIsNotInItsPlace) {
    TestValues values({});
    auto met = judge::matchPattern(pattern(R"(<a xmlns="u" m:order="kept"><b/><c/></a>)"),
                                   *element("<a xmlns='u'><c/><b/></a>"), values);
    ASSERT_FALSE(met);
    EXPECT_EQ(met.error(), "<c xmlns='u'> does not come in its place in <a>");
}

TEST(Description, showsAPatternAsAnAuthorWouldWriteIt) {
    TestValues values({{"domain", "example.org"}});
    const auto written = pattern(
        R"(<iq xmlns="jabber:client" type="error" m:no="to" m:order="kept"><error type="?{:auth|cancel}"/><q xmlns="v" m:absent="yes"/><n xmlns=""/><m:element ns="e" named="x|y" m:count="1"/></iq>)");
    EXPECT_EQ(judge::describe(written, &values),
              "<iq xmlns='jabber:client' type='error' (no to)><!-- in this order: --><error "
              "type='/auth|cancel/'/><!-- absent: "
              "--><q xmlns='v'/><n xmlns=''/>"
              "<!-- 1 times: --><x|y xmlns='e'/></iq>");
}

}  // namespace xmppconf::tests
