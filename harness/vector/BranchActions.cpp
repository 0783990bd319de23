#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/vector/ActionReader.h"
#include "harness/vector/DidYouMean.h"

// Actions that hold others: alternatives and conditions.

namespace xmppconf::vector {

namespace {

constexpr std::string_view kLeading = "expect, expect-header, expect-end or expect-nothing";

bool mayLead(const Tag& tag) {
    return tag.isOurs() && (tag.name() == "expect" || tag.name() == "expect-header" ||
                            tag.name() == "expect-end" || tag.name() == "expect-nothing");
}

/// The first action of a `when` is matched against what comes on the one-of's connection, in the one-of's
/// time.
void checkLeading(const ActionContext& context, const Action& first) {
    const auto* nothing = std::get_if<ExpectNothing>(&first.body);
    if (first.conn != context.action.conn) {
        context.mistakes.atAttribute(
            first.place, "conn",
            fmt::format("this is about the connection of its <one-of>, '{}'", context.action.conn));
    }
    if (nothing && (nothing->fence || nothing->pattern)) {
        context.mistakes.at(first.place,
                            "in a <when>, <expect-nothing> is a quiet time: it has 'within' only");
    }
    if (!nothing && first.within) {
        context.mistakes.atAttribute(first.place, "within",
                                     "how long this may take is said by 'within' of its <one-of>");
    }
}

void readWhen(ActionContext& context, const Tag& tag, OneOf& body) {
    Attributes attributes(tag, *context.around.parameters, context.mistakes);
    When when;
    when.place = tag.place();
    when.note = attributes.text("note");
    when.breaks = attributes.slugs("breaks");
    when.leaves = attributes.slugs("leaves");
    attributes.finish();

    const auto children = tag.children();
    const bool leads = !children.empty() && children.front().tag && mayLead(*children.front().tag);
    if (!leads) {
        context.mistakes.at(tag.place(), fmt::format("<when> begins with {}", kLeading));
        return;
    }
    Actions actions;
    if (auto first = context.reader.read(*children.front().tag, context.around, true)) {
        checkLeading(context, *first);
        actions.push_back(*std::move(first));
    }
    auto others = context.reader.read(tag, std::span(children).subspan(1), context.around);
    std::move(others.begin(), others.end(), std::back_inserter(actions));
    when.actions = std::make_shared<const Actions>(std::move(actions));
    body.alternatives.push_back(std::move(when));
}

/// An answer leaves open only what another one breaks or any of them meets, and not what it breaks itself.
void checkLeft(const ActionContext& context, const OneOf& body) {
    std::set<std::string_view> judged(context.action.req.begin(), context.action.req.end());
    for (const When& when : body.alternatives) judged.insert(when.breaks.begin(), when.breaks.end());
    for (const When& when : body.alternatives) {
        for (const std::string& name : when.leaves) {
            if (std::find(when.breaks.begin(), when.breaks.end(), name) != when.breaks.end()) {
                context.mistakes.atAttribute(
                    when.place, "leaves",
                    fmt::format("'{}' cannot be both broken and left open by one answer", name));
            } else if (!judged.contains(name)) {
                context.mistakes.atAttribute(
                    when.place, "leaves",
                    fmt::format("no <when> of this <one-of> breaks '{}' and its 'req' does not name it, so "
                                "there is nothing to leave open{}",
                                name, didYouMean(name, keysOf(judged))));
            }
        }
    }
}

/// Where silence is an answer, the end of the stream is something that must not come, unless it is spoken of.
void checkEnd(const ActionContext& context, const OneOf& body) {
    const auto begins = [](const When& when, auto kind) {
        return !when.actions->empty() && std::holds_alternative<decltype(kind)>(when.actions->front().body);
    };
    const auto& all = body.alternatives;
    if (context.action.req.empty() || all.empty() || !begins(all.back(), ExpectNothing{})) return;
    if (std::any_of(all.begin(), all.end(), [&](const When& when) { return begins(when, ExpectEnd{}); }))
        return;
    context.wrong(
        "silence is an answer here, and the end of the stream breaks what 'req' names: say what it means in "
        "a <when> that begins with <expect-end>, with 'leaves' where it says nothing");
}

/// What `need` and `if` have in common. Returns whether the connection matters.
template <class Condition>
bool readCondition(Attributes& attributes, Condition& condition) {
    condition.mechanism = attributes.text("mechanism");
    condition.featureNs = attributes.text("feature");
    condition.featureName = attributes.text("name");
    constexpr std::string_view kTls[] = {"on", "off", "certificate-requested"};
    if (const auto tls = attributes.choice("tls", {kTls[0], kTls[1], kTls[2]})) condition.tls = kTls[*tls];
    constexpr std::string_view kRuns[] = {"loopback", "starttls", "direct", "none"};
    if (const auto run = attributes.choice("run", {kRuns[0], kRuns[1], kRuns[2], kRuns[3]}))
        condition.run = kRuns[*run];
    if (attributes.has("name") && !attributes.has("feature")) {
        attributes.mistake("name", "'name' is that of a feature: it needs 'feature', its namespace");
    }
    return attributes.has("mechanism") || attributes.has("feature") || attributes.has("tls");
}

/// The login that a branch asks for.
void readLogin(Attributes& attributes, If& branch) {
    branch.account = attributes.role("account");
    constexpr std::string_view kBindings[] = {"tls-unique", "tls-server-end-point", "tls-exporter"};
    if (const auto binding = attributes.choice("binding", {kBindings[0], kBindings[1], kBindings[2]}))
        branch.binding = kBindings[*binding];
    if (attributes.has("account") && !attributes.has("mechanism")) {
        attributes.mistake("account",
                           "'account' asks for a login with a mechanism: it goes with 'mechanism'");
    }
    if (!attributes.has("binding")) return;
    if (!attributes.has("account")) {
        attributes.mistake("binding", "'binding' is that of a login: it goes with 'account'");
    } else if (!attributes.isOpen("mechanism") && !branch.mechanism.ends_with("-PLUS")) {
        attributes.mistake("binding", "only a mechanism that ends in -PLUS has a channel binding");
    }
}

std::size_t conditions(const Attributes& attributes) {
    const auto names = {"mechanism", "feature", "tls", "run"};
    return static_cast<std::size_t>(
        std::count_if(names.begin(), names.end(), [&](const char* name) { return attributes.has(name); }));
}

void needsConnection(const ActionContext& context, bool matters) {
    if (matters && context.action.conn.empty()) {
        context.attributes.missing(
            "conn", fmt::format("<{}> needs 'conn': it asks about a connection", context.tag.written()));
    }
}

std::shared_ptr<const Actions> readAll(ActionContext& context, const Tag& tag) {
    return std::make_shared<const Actions>(context.reader.read(tag, tag.children(), context.around));
}

}  // namespace

void readOneOf(ActionContext& context) {
    OneOf body;
    std::optional<Place> nothing;
    std::size_t whens = 0;
    for (const auto& child : context.tag.children()) {
        if (!child.tag) {
            context.wrong("text has no place in <one-of>");
            continue;
        }
        const Tag& tag = *child.tag;
        if (!tag.isOurs() || tag.name() != "when") {
            context.mistakes.at(tag.place(), fmt::format("<one-of> holds <when> only, not <{}>{}",
                                                         tag.written(), didYouMean(tag.name(), {"when"})));
            continue;
        }
        ++whens;
        if (nothing)
            context.mistakes.at(*nothing, "the <when> that begins with <expect-nothing> stands last");
        nothing.reset();
        const auto inside = tag.children();
        if (!inside.empty() && inside.front().tag && inside.front().tag->name() == "expect-nothing")
            nothing = tag.place();
        readWhen(context, tag, body);
    }
    if (whens < 2) context.wrong("<one-of> needs two alternatives or more");
    checkLeft(context, body);
    checkEnd(context, body);
    context.action.body = std::move(body);
}

void readNeed(ActionContext& context) {
    Need body;
    auto& attributes = context.attributes;
    const bool matters = readCondition(attributes, body);
    if (conditions(attributes) != 1)
        context.wrong("<need> asks for one thing: mechanism, feature, tls or run");
    const auto otherwise = attributes.choice("else", {"skip", "fail", "block"});
    body.otherwise = static_cast<Need::Else>(otherwise.value_or(0));
    body.why = attributes.text("why");
    needsConnection(context, matters);
    if (attributes.isOpen("else")) {
        context.action.req.clear();
    } else if (body.otherwise == Need::Else::Fail) {
        if (context.action.req.empty() && !context.around.parameters->isOpen()) {
            attributes.mistake("else", "else=\"fail\" judges: it needs 'req'");
        }
    } else {
        if (attributes.has("req")) attributes.mistake("req", "a <need> judges with else=\"fail\" only");
        context.action.req.clear();
    }
    expectEmpty(context);
    context.action.body = std::move(body);
}

void readSkip(ActionContext& context) {
    Skip body{context.attributes.text("why")};
    if (!context.attributes.has("why"))
        context.attributes.missing("why", "<skip> needs 'why', a sentence for the report");
    expectEmpty(context);
    context.action.body = std::move(body);
}

void readChoose(ActionContext& context) {
    Choose body;
    bool matters = false;
    bool ended = false;
    for (const auto& child : context.tag.children()) {
        if (!child.tag) {
            context.wrong("text has no place in <choose>");
            continue;
        }
        const Tag& tag = *child.tag;
        if (!tag.isOurs() || (tag.name() != "if" && tag.name() != "else")) {
            context.mistakes.at(tag.place(),
                                fmt::format("<choose> holds <if> and <else> only, not <{}>{}", tag.written(),
                                            didYouMean(tag.name(), {"if", "else"})));
            continue;
        }
        If branch;
        branch.otherwise = tag.name() == "else";
        Attributes attributes(tag, *context.around.parameters, context.mistakes);
        if (ended) context.mistakes.at(tag.place(), "<else> is the last branch of <choose>");
        if (branch.otherwise) {
            if (body.branches.empty()) context.mistakes.at(tag.place(), "<else> stands behind an <if>");
            ended = true;
        } else {
            matters = readCondition(attributes, branch) || matters;
            readLogin(attributes, branch);
            if (conditions(attributes) == 0) {
                context.mistakes.at(tag.place(), "<if> needs a condition: mechanism, feature, tls or run");
            }
        }
        attributes.finish();
        branch.actions = readAll(context, tag);
        body.branches.push_back(std::move(branch));
    }
    if (body.branches.empty()) context.wrong("<choose> needs an <if>");
    needsConnection(context, matters);
    context.action.body = std::move(body);
}

}  // namespace xmppconf::vector
