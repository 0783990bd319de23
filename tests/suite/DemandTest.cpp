#include <gtest/gtest.h>

#include "harness/vector/Loader.h"
#include "suite/run/Demand.h"

/// How much of its accounts a vector takes up.

namespace xmppconf::suite {
namespace {

constexpr auto kCatalogue =
    R"(<specification xmlns="urn:xmppconf:vector:1" id="T" title="Test" link="https://t.example/#{section}">
  <requirement id="T/1/must" level="MUST">The server must.</requirement>
</specification>)";

constexpr auto kBind =
    R"(<send conn="c"><![CDATA[<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>]]></send>)";
constexpr auto kBindBob =
    R"(<send conn="b"><![CDATA[<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>]]></send>)";

Tenancy tenancyOf(const std::string& actions) {
    const std::string file =
        R"(<vectors xmlns="urn:xmppconf:vector:1" step="stanza"><vector id="stanza/v" title="t">
        <judges as="must" requirement="T/1/must"/><connect conn="c"/><connect conn="b"/>
        <plain conn="c" name="p" account="alice"/><plain conn="b" name="q" account="bob"/>)" +
        actions + R"(<expect conn="c" req="must"><x xmlns="u"/></expect></vector></vectors>)";
    auto loaded = vector::load({{"catalogue.xml", kCatalogue}, {"v.xml", file}});
    if (const auto* mistakes = std::get_if<vector::Diagnostics>(&loaded)) {
        for (const auto& mistake : *mistakes) ADD_FAILURE() << mistake.toString();
        return Tenancy::Solitary;
    }
    return demandOf(std::get<vector::Corpus>(loaded).vectors.front()).tenancy;
}

std::string sent(const std::string& text) { return R"(<send conn="c"><![CDATA[)" + text + "]]></send>"; }

TEST(Demand, knowsWhatOtherSessionsOfAnAccountMaySee) {
    const std::string both = std::string(kBind) + kBindBob;
    const std::string ownJids = R"(<let name="c.jid">x</let><let name="b.jid">x</let>)";
    const auto speaks = [&](const std::string& text) { return both + ownJids + sent(text); };
    const struct {
        std::string actions;
        Tenancy tenancy;
    } rows[] = {
        {sent("<message/>"), Tenancy::Credentials},
        {kBind, Tenancy::Hidden},
        {both, Tenancy::Hidden},
        {speaks("<message to='${b.jid}'/>"), Tenancy::Visible},
        {speaks("<presence to='${b.jid}' id='x'/>"), Tenancy::Visible},
        {speaks("<message to='${token.x}@${domain}'/>"), Tenancy::Hidden},
        {speaks("<iq type='get'/>"), Tenancy::Hidden},
        {speaks("<iq type='subscribe' to='${domain}'/>"), Tenancy::Hidden},
        {speaks("<messages xmlns='u'/>"), Tenancy::Hidden},
        {kBind + sent("<message to='${bob.jid}'/>"), Tenancy::Solitary},
        {kBind + sent("<message to='${domain}'/>"), Tenancy::Hidden},
        {speaks("<message/>"), Tenancy::Visible},
        {speaks("<message to=''/>"), Tenancy::Visible},
        {speaks("<presence/>"), Tenancy::Visible},
        {speaks("<message to='${bob.jid}'/>"), Tenancy::Visible},
        {speaks("<message to='${bob.jid}/absent'/>"), Tenancy::Visible},
        {speaks("<message to='${bob.user}@${domain}'/>"), Tenancy::Visible},
        {speaks("<presence to='${b.jid}' type='subscribe'/>"), Tenancy::Visible},
        {speaks("<iq type='get'><query xmlns='jabber:iq:roster'/></iq>"), Tenancy::Visible},
        {both + R"(<close conn="b"/>)" + sent("<message to='${bob.jid}'/>"), Tenancy::Solitary},
        {both + R"(<drop conn="b"/>)" + sent("<message to='${bob.jid}'/>"), Tenancy::Solitary},
        {both + R"(<close conn="b"/>)" + sent("<message to='${alice.jid}'/>"), Tenancy::Visible},
        {sent("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>here</resource></bind>"),
         Tenancy::Visible},
    };
    for (const auto& row : rows) EXPECT_EQ(tenancyOf(row.actions), row.tenancy) << row.actions;
}

}  // namespace
}  // namespace xmppconf::suite
