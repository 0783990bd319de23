#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "Rehearsal.h"

namespace xmppconf::tests {

/// One conversation: what the server says and what the vector expects, and what comes of it.
struct Row {
    std::string actions;
    std::vector<Rule> server;
    judge::Verdict verdict;
    std::string reason{};  ///< a part of it
};

inline void expectVerdicts(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const Rehearsal r(row.actions, {row.server});
        EXPECT_EQ(judge::nameOf(r.verdict()), judge::nameOf(row.verdict)) << row.actions << "\n"
                                                                          << r.outcome.reason();
        EXPECT_NE(r.outcome.reason().find(row.reason), std::string::npos)
            << row.actions << "\n"
            << r.outcome.reason() << "\nhas no: " << row.reason;
    }
}

/// A server that binds and says `behind` in the same breath, then answers a request with `answer`.
inline std::vector<Rule> bound(const std::string& behind, const std::string& answer) {
    return {opens(),
            says("</iq>",
                 "<iq type='result' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                 "<jid>alice@example.org/r</jid></bind></iq>" +
                     behind),
            says("</iq>", answer)};
}

inline const std::string kBound = R"(<use fragment="bound" conn="c"/>)";
inline const std::string kRequest =
    R"(<send conn="c"><![CDATA[<iq id='q' type='get'><ping xmlns='urn:xmpp:ping'/></iq>]]></send>)";
inline const std::string kExpectAnswer =
    R"(<expect conn="c" req="must"><iq xmlns="jabber:client" type="result" id="q"/></expect>)";
inline const std::string kSetUpAnswer =
    R"(<expect conn="c"><iq xmlns="jabber:client" type="result" id="q"/></expect>)";
inline const std::string kAnswer = "<iq type='result' id='q'/>";

}  // namespace xmppconf::tests
