#include "harness/dialogue/Expecter.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/judge/Description.h"
#include "harness/judge/PatternMatcher.h"

namespace xmppconf::dialogue {

namespace {

using Kind = Incoming::Kind;

constexpr octets::Duration kAfterGoodbye = std::chrono::seconds(1);

bool isQuiet(const vector::Action& action) {
    return std::holds_alternative<vector::ExpectNothing>(action.body);
}

bool isAmong(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string asideNote(Connection& connection) {
    if (connection.aside().empty()) return "";
    return fmt::format(" (set aside as sent on the server's own account: {} stanzas, the last {})",
                       connection.aside().size(), xml::toString(*connection.aside().back(), 300));
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

    for (auto& stanza : connection->aside()) {
        for (const auto& alternative : alternatives) {
            const Incoming earlier{Kind::Element, stanza, ""};
            auto captures = fits(*alternative.first, earlier, stage_.scope);
            if (!captures) continue;
            stanza = connection->aside().back();
            connection->aside().pop_back();
            return take(action, alternatives, alternative, captures.value(), describe(earlier));
        }
    }

    const Alternative& last = alternatives.back();
    const bool quiet = isQuiet(*last.first);
    const octets::Instant deadline = quiet ? stage_.deadline(*last.first) : stage_.deadline(action);
    while (true) {
        const Incoming* incoming = stage_.await(*connection, deadline);
        if (stage_.interrupted()) return stage_.ledger.block("the run was interrupted");
        if (!incoming) {
            if (quiet) return take(action, alternatives, last, {}, "nothing came");
            return stage_.ledger.unmet(action, expected(alternatives),
                                       stage_.silence(action) + asideNote(*connection));
        }
        if (incoming->kind == Kind::HungUp) return stage_.ledger.block(incoming->sentence);
        std::string difference;
        for (const auto& alternative : alternatives) {
            auto captures = fits(*alternative.first, *incoming, stage_.scope);
            if (!captures) {
                difference = captures.error();
                continue;
            }
            const std::string actual = describe(*incoming);
            if (!std::holds_alternative<vector::ExpectEnd>(alternative.first->body)) connection->consume();
            return take(action, alternatives, alternative, captures.value(), actual);
        }
        if (mayBeSetAside(*connection, *incoming, alternatives)) {
            connection->setAside();
            continue;
        }
        std::string actual = describe(*incoming);
        if (alternatives.size() == 1 && incoming->kind == Kind::Element) actual += " (" + difference + ")";
        return stage_.ledger.unmet(action, expected(alternatives), actual);
    }
}

bool Expecter::mayBeSetAside(const Connection& connection, const Incoming& incoming,
                             const Alternatives& alternatives) {
    if (!connection.bound() || incoming.kind != Kind::Element || !isStanza(*incoming.element)) return false;
    return std::none_of(alternatives.begin(), alternatives.end(), [&](const Alternative& alternative) {
        const vector::Pattern* pattern = patternOf(*alternative.first);
        return pattern && isAnswer(*pattern, *incoming.element, stage_.scope);
    });
}

Flow Expecter::take(const vector::Action& action, const Alternatives& alternatives, const Alternative& taken,
                    const std::vector<judge::Capture>& captures, const std::string& actual) {
    if (auto bound = stage_.scope.bind(captures); !bound) {
        return stage_.ledger.unmet(action, expected(alternatives), actual + " (" + bound.error() + ")");
    }
    if (const auto* end = std::get_if<vector::ExpectEnd>(&taken.first->body)) {
        auto ended =
            awaitEnd(*stage_.find(action.conn), *end, stage_.deadline(action), stage_.silence(action));
        if (!ended) return missedEnd(action, expected(alternatives), ended.error());
    }
    if (!taken.when) return stage_.ledger.met(action, expected(alternatives), actual);
    for (const auto& name : action.req) {
        if (isAmong(taken.when->leaves, name) || isAmong(taken.when->breaks, name)) continue;
        stage_.ledger.judge(name, true, action.place, expected(alternatives), actual);
    }
    if (!taken.first->req.empty() && taken.first->req != action.req) {
        stage_.ledger.met(*taken.first, {describe(*taken.first, &stage_.scope)}, actual);
    }
    judgePrices(action, alternatives, taken, actual);
    return perform_(std::span(*taken.when->actions).subspan(1));
}

void Expecter::judgePrices(const vector::Action& action, const Alternatives& alternatives,
                           const Alternative& taken, const std::string& actual) {
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
        stage_.ledger.judge(name, met, met ? action.place : taken.when->place, conforming, actual);
    }
}

Flow Expecter::allOf(const vector::Action& action, const vector::AllOf& allOf) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    std::vector<const vector::Pattern*> open;
    for (const auto& pattern : allOf.patterns) open.push_back(&pattern);
    const octets::Instant deadline = stage_.deadline(action);
    const auto missing = [&] {
        std::vector<std::string> all;
        for (const auto* pattern : open) all.push_back(judge::describe(*pattern, &stage_.scope));
        return std::vector<std::string>{fmt::format("all of: {}", fmt::join(all, ", "))};
    };
    std::string actual;
    while (!open.empty()) {
        const Incoming* incoming = stage_.await(*connection, deadline);
        if (stage_.interrupted()) return stage_.ledger.block("the run was interrupted");
        if (!incoming)
            return stage_.ledger.unmet(action, missing(), stage_.silence(action) + asideNote(*connection));
        if (incoming->kind == Kind::HungUp) return stage_.ledger.block(incoming->sentence);
        actual = describe(*incoming);
        bool wanted = false;
        bool answer =
            incoming->kind != Kind::Element || !connection->bound() || !isStanza(*incoming->element);
        for (auto pattern = open.begin(); !wanted && incoming->kind == Kind::Element && pattern != open.end();
             ++pattern) {
            auto captures = judge::matchPattern(**pattern, *incoming->element, stage_.scope);
            if (captures && stage_.scope.bind(captures.value())) {
                wanted = true;
                open.erase(pattern);
                break;
            }
            answer |= isAnswer(**pattern, *incoming->element, stage_.scope);
        }
        if (wanted) {
            connection->consume();
        } else if (answer) {
            return stage_.ledger.unmet(action, missing(), actual);
        } else {
            connection->setAside();
        }
    }
    return stage_.ledger.met(action, {"all of them"}, actual);
}

Flow Expecter::end(const vector::Action& action, const vector::ExpectEnd& end) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    auto ended = awaitEnd(*connection, end, stage_.deadline(action), stage_.silence(action));
    const std::vector<std::string> wanted = {describe(action, &stage_.scope)};
    if (stage_.interrupted()) return stage_.ledger.block("the run was interrupted");
    return ended ? stage_.ledger.met(action, wanted, ended.value())
                 : missedEnd(action, wanted, ended.error());
}

Flow Expecter::missedEnd(const vector::Action& action, const std::vector<std::string>& wanted,
                         const std::string& actual) {
    if (stage_.find(action.conn)->hungUp()) return stage_.ledger.block(actual);
    return stage_.ledger.unmet(action, wanted, actual);
}

Result<std::string> Expecter::awaitEnd(Connection& connection, const vector::ExpectEnd& wanted,
                                       octets::Instant deadline, const std::string& silence) {
    bool tag = false;
    while (const Incoming* incoming = stage_.await(connection, deadline)) {
        if (incoming->kind == Kind::Ended) {
            if (wanted.tag == vector::Yes::Required && !tag)
                return Failure{incoming->sentence + " without </stream:stream>"};
            return incoming->sentence;
        }
        if (incoming->kind == Kind::ClosingTag) {
            if (wanted.tag == vector::Yes::Forbidden) return Failure{"</stream:stream>"};
            tag = true;
            connection.consume();
            if (wanted.reply) connection.closeStream();
            if (!wanted.connection) return std::string("</stream:stream>");
            continue;
        }
        if (connection.bound() && incoming->kind == Kind::Element && isStanza(*incoming->element)) {
            connection.setAside();
            continue;
        }
        return Failure{describe(*incoming)};
    }
    return Failure{tag ? "the stream was closed, but the connection stayed open: " + silence : silence};
}

Flow Expecter::close(const vector::Action& action) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    connection->closeStream();
    const octets::Instant deadline = stage_.deadline(action);
    const Incoming* incoming = nullptr;
    while ((incoming = stage_.await(*connection, deadline)) != nullptr) {
        if (incoming->kind != Kind::Element && incoming->kind != Kind::Header) break;
        connection->consume();  // what was under way when we said goodbye
    }
    const std::string actual = incoming ? describe(*incoming) : stage_.silence(action);
    const bool answered = incoming && incoming->kind == Kind::ClosingTag;
    const bool hungUp = incoming && incoming->kind == Kind::HungUp;
    if (answered) connection->consume();
    connection->finish();
    stage_.await(*connection, std::min(deadline, stage_.clock.now() + kAfterGoodbye));
    // without req this only tidies up, and a server that is already gone does no harm
    if (action.req.empty()) return Flow::Continue;
    if (hungUp) return stage_.ledger.block(actual);
    return answered ? stage_.ledger.met(action, {"</stream:stream>"}, actual)
                    : stage_.ledger.unmet(action, {"</stream:stream>"}, actual);
}

}  // namespace xmppconf::dialogue
