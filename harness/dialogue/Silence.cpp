#include "harness/dialogue/Silence.h"

#include <fmt/format.h>

#include "harness/dialogue/InboxView.h"
#include "harness/judge/Description.h"
#include "harness/judge/Filters.h"
#include "harness/judge/PatternMatcher.h"

namespace xmppconf::dialogue {

namespace {

using Kind = stream::Item::Kind;

bool answers(const stream::Item& incoming, std::string_view content, const std::string& fence) {
    if (!incoming.isElement(content, "iq")) return false;
    const auto type = incoming.element()->attribute("type").value_or("");
    return incoming.element()->attribute("id") == fence && (type == "result" || type == "error");
}

// What ends the conversation, or has no place in it, before the time is over: then it is not known what would
// have come, and neither is the server silent.
std::string interruption(const stream::Item& incoming, const vector::ExpectNothing& nothing) {
    return fmt::format("{} before {}, so it is not known what would have come", describe(incoming),
                       nothing.fence ? "a later request was answered" : "the quiet time was over");
}

}  // namespace

Result<std::string> Silence::raiseFence(Connection& connection) {
    const std::string id = "fence-" + stage_.random.token(12);
    const std::string request =
        fmt::format("<iq type='get' id='{}' to='{}'><ping xmlns='urn:xmpp:ping'/></iq>", id,
                    judge::escapeXml(stage_.context.domain));
    if (auto sent = connection.send(request, true); !sent) return Failure{sent.error()};
    return id;
}

Flow Silence::expect(const vector::Action& action, const vector::ExpectNothing& nothing) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    const std::vector<std::string> expected = {describe(action, &stage_.scope)};

    std::string fence;
    if (nothing.fence) {
        auto raised = raiseFence(*connection);
        if (!raised) return stage_.ledger.error(raised.error());
        fence = raised.value();
    }
    const octets::Instant deadline = stage_.deadline(action);
    InboxView inbox(stage_, *connection);
    // without a pattern it is about what comes from now on
    while (!nothing.pattern && inbox.nextLeftOver()) inbox.leave();
    while (const stream::Item* incoming = inbox.next(deadline)) {
        if (nothing.fence && answers(*incoming, connection->facts().content, fence)) {
            inbox.take();
            return stage_.ledger.met(action, expected,
                                     "the answer to a later request came, and nothing before it");
        }
        if (incoming->kind == Kind::HungUp) return stage_.ledger.limit(incoming->sentence);
        if (isWhatMustNotCome(*incoming, nothing))
            return stage_.ledger.unmet(action, expected, describe(*incoming), {{}, {}, cameOf(incoming)});
        if (auto limit = stage_.scope.takeExceeded()) return stage_.ledger.limit(*limit);
        const bool own = incoming->standing == stream::Item::Standing::OwnAccount;
        if (!own && (incoming->kind != Kind::Element || !connection->facts().isStanza(*incoming->element())))
            return stage_.ledger.block(interruption(*incoming, nothing));
        inbox.leave();
    }
    if (stage_.interrupted()) return stage_.ledger.interrupted();
    if (nothing.fence) {
        return stage_.ledger.block("a later request was not answered, so it is not known what came before: " +
                                   stage_.silence(action));
    }
    return stage_.ledger.met(action, expected, stage_.silence(action));
}

bool Silence::isWhatMustNotCome(const stream::Item& incoming, const vector::ExpectNothing& nothing) {
    if (!nothing.pattern) return true;  // whatever it is, the end as well
    return incoming.kind == Kind::Element &&
           judge::matchPattern(*nothing.pattern, *incoming.element(), stage_.scope);
}

}  // namespace xmppconf::dialogue
