#include <fmt/format.h>

#include "harness/vector/ActionReader.h"
#include "harness/vector/PatternReader.h"
#include "harness/xml/Element.h"

// Actions that wait for the server.

namespace xmppconf::vector {

namespace {

PatternReader patterns(const ActionContext& context) {
    return {*context.around.parameters, context.mistakes, context.around.conn};
}

}  // namespace

void readExpect(ActionContext& context) {
    if (auto pattern = patterns(context).readOnly(context.tag, true))
        context.action.body = Expect{*std::move(pattern)};
}

void readExpectHeader(ActionContext& context) {
    ExpectHeader body;
    for (const std::string_view name : {"from", "to", "version", "id", "lang"}) {
        if (auto value = context.attributes.pattern(name, Takes::Allowed, context.around.conn)) {
            const auto ns = name == "lang" ? xml::kXmlNamespace : std::string_view{};
            body.attributes.push_back({std::string(ns), std::string(name), std::move(value)});
        }
    }
    expectEmpty(context);
    context.action.body = std::move(body);
}

void readExpectEnd(ActionContext& context) {
    ExpectEnd body;
    const auto tag = context.attributes.choice("tag", {"required", "optional", "forbidden"});
    body.tag = static_cast<Yes>(tag.value_or(0));
    const auto connection = context.attributes.choice("connection", {"required", "optional"});
    body.connection = connection.value_or(0) == 0;
    body.reply = context.attributes.yes("reply", true);
    expectEmpty(context);
    context.action.body = body;
}

void readExpectNothing(ActionContext& context) {
    ExpectNothing body;
    body.fence = context.attributes.yes("fence");
    body.pattern = patterns(context).readOnly(context.tag, false);
    const bool bounded = body.fence || context.attributes.has("within") || context.attributes.isOpen("fence");
    if (!bounded) context.wrong("<expect-nothing> needs 'within' (how long nothing comes) or 'fence'");
    context.action.body = std::move(body);
}

void readAllOf(ActionContext& context) {
    AllOf body;
    std::size_t expects = 0;
    for (const auto& child : context.tag.children()) {
        if (!child.tag) {
            context.wrong("text has no place in <all-of>");
        } else if (!child.tag->isOurs() || child.tag->name() != "expect") {
            context.mistakes.at(child.tag->place(),
                                fmt::format("<all-of> holds <expect> only, not <{}>", child.tag->written()));
        } else {
            ++expects;
            for (const auto& attribute : child.tag->attributes()) {
                context.mistakes.atAttribute(
                    child.tag->place(), attribute.written,
                    fmt::format("'{}' stands on the <all-of> around this", attribute.written));
            }
            if (auto pattern = patterns(context).readOnly(*child.tag, true))
                body.patterns.push_back(*std::move(pattern));
        }
    }
    if (expects < 2) context.wrong("<all-of> needs two expects or more");
    context.action.body = std::move(body);
}

}  // namespace xmppconf::vector
