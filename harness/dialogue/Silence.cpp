#include "harness/dialogue/Silence.h"

#include <fmt/format.h>

#include "harness/judge/Description.h"
#include "harness/judge/Filters.h"
#include "harness/judge/PatternMatcher.h"

namespace xmppconf::dialogue {

namespace {

using Kind = Incoming::Kind;

bool answers(const Incoming& incoming, const std::string& fence) {
    if (incoming.kind != Kind::Element || !incoming.element->is("jabber:client", "iq")) return false;
    const auto type = incoming.element->attribute("type").value_or("");
    return incoming.element->attribute("id") == fence && (type == "result" || type == "error");
}

}  // namespace

Result<std::string> Silence::raiseFence(Connection& connection) {
    const std::string id = "fence-" + stage_.random.token(12);
    const std::string request =
        fmt::format("<iq type='get' id='{}' to='{}'><ping xmlns='urn:xmpp:ping'/></iq>", id,
                    judge::escapeXml(stage_.context.domain));
    stage_.recorder.sent(connection.name(), request);
    if (auto sent = connection.send(request, true); !sent) return Failure{sent.error()};
    return id;
}

Flow Silence::expect(const vector::Action& action, const vector::ExpectNothing& nothing) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    const std::vector<std::string> expected = {describe(action, &stage_.scope)};

    if (nothing.pattern) {
        for (const auto& stanza : connection->aside()) {
            if (judge::matchPattern(*nothing.pattern, *stanza, stage_.scope)) {
                return stage_.ledger.unmet(action, expected, xml::toString(*stanza, 1500));
            }
        }
    }
    std::string fence;
    if (nothing.fence) {
        auto raised = raiseFence(*connection);
        if (!raised) return stage_.ledger.error(raised.error());
        fence = raised.value();
    }
    const octets::Instant deadline = stage_.deadline(action);
    while (const Incoming* incoming = stage_.await(*connection, deadline)) {
        if (nothing.fence && answers(*incoming, fence)) {
            connection->consume();
            return stage_.ledger.met(action, expected,
                                     "the answer to a later request came, and nothing before it");
        }
        if (incoming->kind == Kind::HungUp) return stage_.ledger.block(incoming->sentence);
        if (breaks(*connection, *incoming, nothing))
            return stage_.ledger.unmet(action, expected, describe(*incoming));
    }
    if (stage_.interrupted()) return stage_.ledger.block("the run was interrupted");
    if (nothing.fence) {
        return stage_.ledger.block("a later request was not answered, so it is not known what came before: " +
                                   stage_.silence(action));
    }
    return stage_.ledger.met(action, expected, stage_.silence(action));
}

bool Silence::breaks(Connection& connection, const Incoming& incoming, const vector::ExpectNothing& nothing) {
    // the end of the stream is never "nothing": a server that broke down must not pass
    if (!nothing.pattern || incoming.kind != Kind::Element) return true;
    if (judge::matchPattern(*nothing.pattern, *incoming.element, stage_.scope)) return true;
    if (!isStanza(*incoming.element)) return true;
    connection.setAside();
    return false;
}

}  // namespace xmppconf::dialogue
