#include "harness/dialogue/Expecter.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/dialogue/InboxView.h"
#include "harness/dialogue/Owing.h"
#include "harness/judge/Description.h"
#include "harness/judge/PatternMatcher.h"
#include "harness/xml/Namespaces.h"

namespace xmppconf::dialogue {

namespace {

using Kind = stream::Item::Kind;

constexpr auto kOutrun = "not judged: the server sent more than xmppconf looks at behind the end of the time";
constexpr octets::Duration kAfterGoodbye = std::chrono::seconds(1);

bool isQuiet(const vector::Action& action) {
    return std::holds_alternative<vector::ExpectNothing>(action.body);
}

bool isStreamError(const stream::Item& incoming) { return incoming.isElement(xml::ns::kStreams, "error"); }

/// Taken at the price of some judges.
bool isPriced(const vector::When* when) { return when && !when->breaks.empty(); }

bool isAmong(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<const vector::Pattern*> patternsOf(const vector::AllOf& allOf, const judge::Pairing& pairing) {
    std::vector<const vector::Pattern*> open;
    for (std::size_t i = 0; i < allOf.patterns.size(); ++i) {
        if (pairing.isOpen(i)) open.push_back(&allOf.patterns[i]);
    }
    return open;
}

}  // namespace

Flow Expecter::one(const vector::Action& action) { return await(action, {{&action, nullptr}}); }

Flow Expecter::oneOf(const vector::Action& action, const vector::OneOf& oneOf) {
    Alternatives alternatives;
    for (const auto& when : oneOf.alternatives) alternatives.push_back({&when.actions->front(), &when});
    return await(action, alternatives);
}

std::vector<std::string> Expecter::expected(const Alternatives& alternatives) {
    std::vector<std::string> texts;
    for (const auto& alternative : alternatives) {
        std::string text = describe(*alternative.first, &stage_.scope);
        if (alternative.when && !alternative.when->note.empty()) text += " (" + alternative.when->note + ")";
        texts.push_back(std::move(text));
    }
    return texts;
}

Flow Expecter::await(const vector::Action& action, const Alternatives& alternatives) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));

    std::vector<const vector::Pattern*> patterns;
    for (const auto& alternative : alternatives)
        if (const auto* pattern = patternOf(*alternative.first)) patterns.push_back(pattern);
    const Alternative& last = alternatives.back();
    const bool quiet = isQuiet(*last.first);
    const octets::Instant whole = stage_.deadline(action);
    const octets::Instant deadline = quiet ? stage_.deadline(*last.first) : whole;
    InboxView inbox(stage_, *connection);
    while (true) {
        const stream::Item* incoming = inbox.next(deadline);
        if (stage_.interrupted()) return stage_.ledger.interrupted();
        if (!incoming) {
            if (quiet && !stage_.outrun())
                return take(action, alternatives, last, "nothing came", whole,
                            isPriced(last.when) ? causeOf(alternatives, *connection, nullptr) : Cause{});
            return judgeMissing(action, expected(alternatives), inbox.note(),
                                causeOf(alternatives, *connection, nullptr));
        }
        if (incoming->kind == Kind::HungUp) return stage_.ledger.limit(incoming->sentence);
        std::string difference;
        for (const auto& alternative : alternatives) {
            auto captures = fits(*alternative.first, *incoming, stage_.scope);
            if (!captures) {
                // What we could not look at may be what a later alternative would call broken.
                if (auto limit = stage_.scope.takeExceeded()) return stage_.ledger.limit(*limit);
                difference = captures.error();
                continue;
            }
            // What cannot be taken for what it should hold is not what was asked for.
            if (auto bound = stage_.scope.bind(captures.value()); !bound) {
                difference = bound.error();
                continue;
            }
            if (incoming->early) return stage_.ledger.block(endedBefore(*incoming, expected(alternatives)));
            const std::string actual = describe(*incoming);
            const Cause cause =
                isPriced(alternative.when) ? causeOf(alternatives, *connection, incoming) : Cause{};
            if (!std::holds_alternative<vector::ExpectEnd>(alternative.first->body)) inbox.take();
            return take(action, alternatives, alternative, actual, whole, cause);
        }
        if (inbox.mayLeave(*incoming, patterns)) {
            inbox.leave();
            continue;
        }
        if (InboxView::isUnasked(*incoming, patterns))
            return stage_.ledger.block(unasked(*incoming, expected(alternatives)));
        std::string actual = describe(*incoming);
        if (alternatives.size() == 1 && incoming->kind == Kind::Element) actual += " (" + difference + ")";
        return stage_.ledger.unmet(action, expected(alternatives), actual,
                                   causeOf(alternatives, *connection, incoming));
    }
}

// Something came in time, but more than is looked at: what was asked for may be behind it.
Flow Expecter::judgeMissing(const vector::Action& action, const std::vector<std::string>& expected,
                            const std::string& note, const Cause& cause) {
    if (stage_.outrun()) return stage_.ledger.limit(kOutrun);
    return stage_.ledger.unmet(action, expected, stage_.silence(action) + note, cause);
}

Cause Expecter::causeOf(const Alternatives& alternatives, const Connection& connection,
                        const stream::Item* incoming) {
    std::vector<const vector::Action*> acceptable;
    std::vector<const vector::Pattern*> patterns;
    for (const auto& alternative : alternatives) {
        if (isPriced(alternative.when)) continue;
        acceptable.push_back(alternative.first);
        if (const auto* pattern = patternOf(*alternative.first)) patterns.push_back(pattern);
    }
    const bool another = incoming && incoming->kind == Kind::Element &&
                         std::none_of(patterns.begin(), patterns.end(), [&](const auto* pattern) {
                             return judge::sameLocalName(*pattern, *incoming->element());
                         });
    std::vector<std::string> spoiledBy;
    if (incoming) spoiledBy = spoiling(*incoming, patterns);
    if (another)
        return {std::move(spoiledBy),
                guardsOf(stage_.corpus, *incoming, connection.facts().mechanism, stage_.scope),
                cameOf(incoming)};
    keepKindOf(incoming, acceptable);
    std::vector<const stream::Item*> came;
    const stream::Inbox& inbox = connection.inbox();
    for (std::size_t i = 0; i < inbox.unsolicited(); ++i) came.push_back(&inbox[i]);
    if (incoming) came.push_back(incoming);
    return {std::move(spoiledBy), owedBy(stage_.corpus, acceptable, came, stage_.scope), cameOf(incoming)};
}

Flow Expecter::take(const vector::Action& action, const Alternatives& alternatives, const Alternative& taken,
                    const std::string& actual, octets::Instant deadline, const Cause& cause) {
    if (isPriced(taken.when) && stage_.ledger.spoils(cause.spoiledBy))
        return stage_.ledger.spoiled(cause.spoiledBy, actual);
    if (const auto* end = std::get_if<vector::ExpectEnd>(&taken.first->body)) {
        const Finish finish = awaitEnd(*stage_.find(action.conn), action, *end, deadline);
        if (stage_.interrupted()) return stage_.ledger.interrupted();
        if (finish.how == Finish::How::Blocked) return stage_.ledger.block(finish.sentence, finish.by);
        if (finish.how == Finish::How::Missed)
            return stage_.ledger.unmet(action, expected(alternatives), finish.sentence, finish.cause);
    }
    if (!taken.when) return stage_.ledger.met(action, expected(alternatives), actual);
    stage_.ledger.cameAbout(action);
    for (const auto& name : action.req) {
        if (isAmong(taken.when->leaves, name) || isAmong(taken.when->breaks, name)) continue;
        stage_.ledger.judge(name, true, action.place, expected(alternatives), actual);
    }
    if (!taken.first->req.empty() && taken.first->req != action.req) {
        stage_.ledger.met(*taken.first, {describe(*taken.first, &stage_.scope)}, actual);
    }
    judgePrices(action, alternatives, taken, actual, cause);
    return perform_(std::span(*taken.when->actions).subspan(1));
}

void Expecter::judgePrices(const vector::Action& action, const Alternatives& alternatives,
                           const Alternative& taken, const std::string& actual, const Cause& cause) {
    std::vector<std::string> names;
    for (const auto& alternative : alternatives) {
        for (const auto& name : alternative.when->breaks) {
            if (!isAmong(names, name)) names.push_back(name);
        }
    }
    for (const auto& name : names) {
        if (isAmong(taken.when->leaves, name)) continue;
        std::vector<std::string> conforming;  // what would have met it
        for (const auto& alternative : alternatives) {
            if (!isAmong(alternative.when->breaks, name) && !isAmong(alternative.when->leaves, name)) {
                conforming.push_back(describe(*alternative.first, &stage_.scope));
            }
        }
        const bool met = !isAmong(taken.when->breaks, name);
        stage_.ledger.judge(name, met, met ? action.place : taken.when->place, conforming, actual, cause);
    }
}

Flow Expecter::allOf(const vector::Action& action, const vector::AllOf& allOf) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    const octets::Instant deadline = stage_.deadline(action);
    judge::Pairing pairing(allOf.patterns.size());
    const auto missing = [&] {
        std::vector<std::string> all;
        for (const auto* pattern : patternsOf(allOf, pairing))
            all.push_back(judge::describe(*pattern, &stage_.scope));
        return std::vector<std::string>{fmt::format("all of: {}", fmt::join(all, ", "))};
    };
    std::string actual;
    InboxView inbox(stage_, *connection);
    while (!pairing.complete()) {
        const stream::Item* incoming = inbox.next(deadline);
        if (stage_.interrupted()) return stage_.ledger.interrupted();
        if (!incoming) return judgeMissing(action, missing(), inbox.note(), {{}, {}, cameOf(nullptr)});
        if (incoming->kind == Kind::HungUp) return stage_.ledger.limit(incoming->sentence);
        actual = describe(*incoming);
        if (incoming->kind == Kind::Element && pairing.place(fitting(allOf, *incoming->element()))) {
            inbox.take();
            continue;
        }
        if (auto limit = stage_.scope.takeExceeded()) return stage_.ledger.limit(*limit);
        const auto open = patternsOf(allOf, pairing);
        if (inbox.mayLeave(*incoming, open)) {
            inbox.leave();
        } else if (InboxView::isUnasked(*incoming, open)) {
            return stage_.ledger.block(unasked(*incoming, missing()));
        } else {
            return stage_.ledger.unmet(action, missing(), actual,
                                       {spoiling(*incoming, open), {}, cameOf(incoming)});
        }
    }
    if (auto bound = stage_.scope.bind(pairing.captures()); !bound)
        return stage_.ledger.unmet(action, {"all of them"}, fmt::format("{} ({})", actual, bound.error()));
    return stage_.ledger.met(action, {"all of them"}, actual);
}

std::vector<std::string> Expecter::spoiling(const stream::Item& incoming,
                                            std::span<const vector::Pattern* const> patterns) {
    const bool header = incoming.kind == Kind::Header;
    const bool meant = std::any_of(patterns.begin(), patterns.end(), [&](const vector::Pattern* pattern) {
        return incoming.element() && mayBeMeant(*pattern, *incoming.element(), stage_.scope);
    });
    return header || meant ? incoming.spoiledBy : std::vector<std::string>();
}

judge::Pairing::Fits Expecter::fitting(const vector::AllOf& allOf, const xml::Element& element) {
    judge::Pairing::Fits fits;
    for (const auto& pattern : allOf.patterns) {
        auto captures = judge::matchPattern(pattern, element, stage_.scope);
        fits.push_back(captures ? std::optional(std::move(captures).value()) : std::nullopt);
    }
    return fits;
}

Flow Expecter::end(const vector::Action& action, const vector::ExpectEnd& end) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    const Finish finish = awaitEnd(*connection, action, end, stage_.deadline(action));
    if (stage_.interrupted()) return stage_.ledger.interrupted();
    const std::vector<std::string> wanted = {describe(action, &stage_.scope)};
    switch (finish.how) {
        case Finish::How::Met:
            return stage_.ledger.met(action, wanted, finish.sentence);
        case Finish::How::Missed:
            return stage_.ledger.unmet(action, wanted, finish.sentence, finish.cause);
        case Finish::How::Blocked:
            break;
    }
    return stage_.ledger.block(finish.sentence, finish.by);
}

Expecter::Finish Expecter::awaitEnd(Connection& connection, const vector::Action& action,
                                    const vector::ExpectEnd& wanted, octets::Instant deadline) {
    using How = Finish::How;
    using End = judge::EndAfterError;
    const std::string silence = stage_.silence(action);
    bool tag = false;
    const auto missed = [&](End::What what, std::string sentence, const stream::Item* came) -> Finish {
        auto spoiledBy = connection.judgeEnd({what, false, sentence});
        return {How::Missed, std::move(sentence), {std::move(spoiledBy), {}, cameOf(came)}};
    };
    InboxView inbox(stage_, connection);
    while (const stream::Item* incoming = inbox.next(deadline)) {
        if (incoming->early && !tag) return {How::Blocked, endedBefore(*incoming, {"the end of the stream"})};
        if (incoming->kind == Kind::Ended) {
            if (wanted.tag == vector::Yes::Required && !tag)
                return missed(End::What::Tag, incoming->sentence + " without </stream:stream>", incoming);
            if (tag) connection.judgeEnd({End::What::Connection, true, {}});
            return {How::Met, incoming->sentence};
        }
        if (incoming->kind == Kind::HungUp)
            return {How::Blocked, incoming->sentence, {}, {Obstacle::Kind::Limit, ""}};
        if (incoming->kind == Kind::ClosingTag) {
            if (wanted.tag == vector::Yes::Forbidden)
                return {How::Missed, "</stream:stream>", {{}, {}, cameOf(incoming)}};
            tag = true;
            connection.judgeEnd({End::What::Tag, true, {}});
            inbox.take();
            if (wanted.reply) connection.answerClosingTag();
            if (!wanted.connection) return {How::Met, "</stream:stream>"};
            continue;
        }
        if (inbox.mayLeave(*incoming, {})) {
            inbox.leave();
            continue;
        }
        if (InboxView::isUnasked(*incoming, {}))
            return {How::Blocked, unasked(*incoming, {"the end of the stream"})};
        return missed(tag ? End::What::Silence : End::What::Tag, describe(*incoming), incoming);
    }
    if (stage_.interrupted()) return {How::Blocked, {}};
    if (stage_.outrun()) return {How::Blocked, kOutrun, {}, {Obstacle::Kind::Limit, ""}};
    if (!tag) return missed(End::What::Tag, silence, nullptr);
    return missed(End::What::Connection, "the stream was closed, but the connection stayed open: " + silence,
                  nullptr);
}

Flow Expecter::close(const vector::Action& action) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    const bool judged = !action.req.empty();
    if (auto closed = connection->closeStream(); !closed) {
        if (judged) return stage_.ledger.error(closed.error());
        connection->finish();
        return Flow::Continue;
    }
    const octets::Instant deadline = stage_.deadline(action);
    const stream::Item* incoming = nullptr;
    while ((incoming = stage_.await(*connection, deadline)) != nullptr) {
        if (incoming->kind != Kind::Element && incoming->kind != Kind::Header) break;
        if (judged && isStreamError(*incoming)) break;
        connection->takeUnread();  // what was under way when we said goodbye
    }
    const std::string actual = incoming ? describe(*incoming) : stage_.silence(action);
    const bool answered = incoming && incoming->kind == Kind::ClosingTag;
    const bool hungUp = incoming && incoming->kind == Kind::HungUp;
    if (answered) connection->takeUnread();
    connection->finish();
    stage_.await(*connection, std::min(deadline, stage_.clock.now() + kAfterGoodbye));
    if (hungUp) return stage_.ledger.limit(actual);
    // without req this only tidies up, and a server that is already gone does no harm
    if (!judged) return Flow::Continue;
    return answered ? stage_.ledger.met(action, {"</stream:stream>"}, actual)
                    : stage_.ledger.unmet(action, {"</stream:stream>"}, actual);
}

}  // namespace xmppconf::dialogue
