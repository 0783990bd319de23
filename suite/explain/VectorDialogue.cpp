#include "suite/explain/VectorDialogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "harness/judge/Description.h"
#include "reports/text/Escape.h"
#include "suite/corpus/ActionsInside.h"
#include "suite/corpus/Overloaded.h"
#include "suite/explain/ActionPhrases.h"

namespace xmppconf::suite {
namespace {

using namespace vector;

void countConnections(const Actions& actions, std::set<std::string>& names) {
    for (const Action& action : actions) {
        if (!action.conn.empty()) names.insert(action.conn);
        for (const Actions* inside : actionsInside(action)) countConnections(*inside, names);
    }
}

bool judgesAnything(const Actions& actions) {
    return std::any_of(actions.begin(), actions.end(), [](const Action& action) {
        const auto inside = actionsInside(action);
        return !action.req.empty() || std::any_of(inside.begin(), inside.end(),
                                                  [](const Actions* more) { return judgesAnything(*more); });
    });
}

class Writer {
  public:
    Writer(bool namesConnections, bool whole) : namesConnections_(namesConnections), whole_(whole) {}

    void write(const Actions& actions, int depth) {
        for (const Action& action : actions) write(action, depth);
    }
    std::string text() && { return std::move(text_); }

  private:
    void line(const Action& action, int depth, std::string_view who, const std::string& what) {
        const std::string conn =
            namesConnections_ && !action.conn.empty() ? action.conn + " " : std::string{};
        std::string judges;
        if (!action.req.empty()) judges = fmt::format("   [judges {}]", fmt::join(action.req, ", "));
        if (!action.rests.empty()) judges = fmt::format("   [rests on {}]", action.rests);
        text_ += fmt::format("{:{}}{}{} {}{}\n", "", depth * 2, conn, who, reports::visible(what), judges);
    }
    void plain(int depth, const std::string& what) {
        text_ += fmt::format("{:{}}-- {}\n", "", depth * 2, reports::visible(what));
    }

    void write(const Action& action, int depth) {
        std::visit(
            Overloaded{
                [&](const Connect& connect) {
                    line(action, depth, "--",
                         connect.tls == Connect::Tls::Direct ? "connects, with direct TLS"
                         : connect.tls == Connect::Tls::None ? "connects, without TLS"
                                                             : "connects");
                },
                [&](const StartTls&) { line(action, depth, "--", "TLS handshake"); },
                [&](const Send& send) {
                    std::string what;
                    for (const SendPart& part : send.parts) what += phraseOf(part);
                    line(action, depth, "C:", what);
                },
                [&](const Restart&) { line(action, depth, "--", "a new stream begins, both ways"); },
                [&](const Expect& expect) {
                    line(action, depth, "S:", judge::describe(expect.pattern, nullptr));
                },
                [&](const ExpectHeader& header) {
                    line(action, depth,
                         "S:", "<stream:stream" + judge::describe(header.attributes, nullptr) + ">");
                },
                [&](const ExpectEnd& end) { line(action, depth, "S:", phraseOf(end)); },
                [&](const ExpectNothing& nothing) {
                    line(action, depth, "S:",
                         nothing.pattern ? "[nothing like " + judge::describe(*nothing.pattern, nullptr) + "]"
                                         : "[nothing]");
                },
                [&](const OneOf& oneOf) { writeOneOf(action, oneOf, depth); },
                [&](const AllOf& allOf) {
                    line(action, depth, "S:", "in any order");
                    for (const Pattern& pattern : allOf.patterns)
                        text_ += fmt::format("{:{}}{}\n", "", depth * 2 + 5,
                                             reports::visible(judge::describe(pattern, nullptr)));
                },
                [&](const Need& need) { writeNeed(action, need, depth); },
                [&](const Skip& skip) { line(action, depth, "--", "is skipped: " + skip.why); },
                [&](const Assert& check) { line(action, depth, "--", "checks that " + phraseOf(check)); },
                [&](const Let& let) {
                    line(action, depth, "--",
                         fmt::format("let {} be {}", let.name, judge::describe(let.value, nullptr)));
                },
                [&](const SaslExchange& exchange) {
                    plain(depth, fmt::format("{}: a {} exchange{}", exchange.name, exchange.action,
                                             exchange.account.empty() ? "" : " for " + exchange.account));
                },
                [&](const Choose& choose) { writeChoose(choose, depth); },
                [&](const Use& use) { writeUse(action, use, depth); },
                [&](const Close&) {
                    line(action, depth, "C:", "</stream:stream>, and the server closes too");
                },
                [&](const Drop& drop) {
                    line(action, depth, "--", drop.reset ? "resets the connection" : "drops the connection");
                },
            },
            action.body);
    }

    void writeUse(const Action& action, const Use& use, int depth) {
        if (!whole_ && !judgesAnything(*use.actions)) {
            line(action, depth, "--", use.fragment);
            return;
        }
        line(action, depth, "--", use.fragment + ":");
        write(*use.actions, depth + 1);
    }

    void writeOneOf(const Action& action, const OneOf& oneOf, int depth) {
        line(action, depth, "S:", "one of");
        for (const When& when : oneOf.alternatives) {
            std::string price;
            if (!when.breaks.empty()) price = fmt::format(" (breaks {})", fmt::join(when.breaks, ", "));
            if (!when.leaves.empty()) price += fmt::format(" (leaves {} open)", fmt::join(when.leaves, ", "));
            text_ += fmt::format("{:{}}{}{}{}\n", "", depth * 2 + 2,
                                 &when == &oneOf.alternatives.front() ? "either" : "or",
                                 when.note.empty() ? "" : " " + reports::visible(when.note), price);
            write(*when.actions, depth + 2);
        }
    }

    void writeNeed(const Action& action, const Need& need, int depth) {
        const char* otherwise = need.otherwise == Need::Else::Skip   ? "skipped"
                                : need.otherwise == Need::Else::Fail ? "a failure"
                                                                     : "blocked";
        line(action, depth, "--", fmt::format("goes on if {}, else it is {}", phraseOf(need), otherwise));
    }

    void writeChoose(const Choose& choose, int depth) {
        for (const If& branch : choose.branches) {
            if (branch.otherwise && branch.actions->empty()) continue;
            plain(depth, branch.otherwise ? "otherwise" : "if " + phraseOf(branch));
            write(*branch.actions, depth + 1);
        }
    }

    bool namesConnections_;
    bool whole_;
    std::string text_;
};

}  // namespace

std::string dialogueText(const Actions& actions, bool whole) {
    std::set<std::string> connections;
    countConnections(actions, connections);
    Writer writer(connections.size() > 1, whole);
    writer.write(actions, 1);
    return std::move(writer).text();
}

}  // namespace xmppconf::suite
