#include "suite/VectorDialogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "harness/judge/Description.h"
#include "reports/Escape.h"

namespace xmppconf::suite {
namespace {

using namespace vector;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string shown(const Template& text) { return judge::describe(text, nullptr); }

std::string hex(const std::string& octets) {
    std::string text;
    for (const char c : octets)
        text += fmt::format(" {:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

std::string shown(const SendPart& part) {
    return std::visit(
        Overloaded{
            [](const Template& text) { return shown(text); },
            [](const Octets& octets) { return fmt::format("[octets{}]", hex(octets.octets)); },
            [](const Split&) { return std::string("[a new write]"); },
            [](const Pause& pause) { return fmt::format("[waits {} ms]", pause.duration.count() / 1000); },
            [](const NewStream&) { return std::string("[a new document]"); }},
        part);
}

// A condition of need and if, in words.
template <class Condition>
std::string conditionText(const Condition& condition) {
    std::vector<std::string> parts;
    if (!condition.mechanism.empty())
        parts.push_back(fmt::format("the mechanism {} is offered", condition.mechanism));
    if (!condition.featureNs.empty())
        parts.push_back(
            fmt::format("the feature {{{}}}{} is offered", condition.featureNs, condition.featureName));
    if (!condition.tls.empty()) parts.push_back(fmt::format("TLS is {}", condition.tls));
    if (!condition.run.empty()) parts.push_back(fmt::format("the run is {}", condition.run));
    return fmt::format("{}", fmt::join(parts, " and "));
}

std::string endText(const ExpectEnd& end) {
    const char* tag = end.tag == Yes::Required   ? "closes its stream"
                      : end.tag == Yes::Optional ? "ends (a closing tag may come)"
                                                 : "ends without a closing tag";
    return fmt::format("[{}{}]", tag, end.connection ? ", then the connection" : "");
}

std::string assertText(const Assert& check) {
    using Test = Assert::Test;
    const std::string names = fmt::format("{}", fmt::join(check.names, ", "));
    switch (check.test) {
        case Test::Equals:
            return fmt::format("{} equals {}", names, shown(check.than));
        case Test::DiffersFrom:
            return fmt::format("{} differs from {}", names, shown(check.than));
        case Test::Matches:
            return fmt::format("{} matches /{}/", names, shown(check.than));
        case Test::StartsWith:
            return fmt::format("{} starts with {}", names, shown(check.than));
        case Test::Present:
            return fmt::format("{} is there", names);
        case Test::Absent:
            return fmt::format("{} is not there", names);
        case Test::AtLeast:
            return fmt::format("{} is at least {}", names, shown(check.than));
        case Test::AtMost:
            return fmt::format("{} is at most {}", names, shown(check.than));
        case Test::Distinct:
            return fmt::format("{} all differ", names);
    }
    return names;
}

void countConnections(const Actions& actions, std::set<std::string>& names) {
    for (const Action& action : actions) {
        if (!action.conn.empty()) names.insert(action.conn);
        if (const auto* use = std::get_if<Use>(&action.body)) countConnections(*use->actions, names);
    }
}

bool judgesAnything(const Actions& actions) {
    return std::any_of(actions.begin(), actions.end(), [](const Action& action) {
        if (!action.req.empty()) return true;
        if (const auto* use = std::get_if<Use>(&action.body)) return judgesAnything(*use->actions);
        if (const auto* oneOf = std::get_if<OneOf>(&action.body))
            return std::any_of(oneOf->alternatives.begin(), oneOf->alternatives.end(),
                               [](const When& when) { return judgesAnything(*when.actions); });
        if (const auto* choose = std::get_if<Choose>(&action.body))
            return std::any_of(choose->branches.begin(), choose->branches.end(),
                               [](const If& branch) { return judgesAnything(*branch.actions); });
        return false;
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
        const std::string judges =
            action.req.empty() ? std::string{} : fmt::format("   [judges {}]", fmt::join(action.req, ", "));
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
                    for (const SendPart& part : send.parts) what += shown(part);
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
                [&](const ExpectEnd& end) { line(action, depth, "S:", endText(end)); },
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
                [&](const Assert& check) { line(action, depth, "--", "checks that " + assertText(check)); },
                [&](const Let& let) {
                    line(action, depth, "--", fmt::format("let {} be {}", let.name, shown(let.value)));
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
            const std::string price = when.breaks.empty()
                                          ? std::string{}
                                          : fmt::format(" (breaks {})", fmt::join(when.breaks, ", "));
            text_ += fmt::format("{:{}}either{}{}\n", "", depth * 2 + 2,
                                 when.note.empty() ? "" : " " + reports::visible(when.note), price);
            write(*when.actions, depth + 2);
        }
    }

    void writeNeed(const Action& action, const Need& need, int depth) {
        const char* otherwise = need.otherwise == Need::Else::Skip   ? "skipped"
                                : need.otherwise == Need::Else::Fail ? "a failure"
                                                                     : "blocked";
        line(action, depth, "--",
             fmt::format("goes on if {}, else it is {}", conditionText(need), otherwise));
    }

    void writeChoose(const Choose& choose, int depth) {
        for (const If& branch : choose.branches) {
            if (branch.otherwise && branch.actions->empty()) continue;
            plain(depth, branch.otherwise ? "otherwise" : "if " + conditionText(branch));
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
