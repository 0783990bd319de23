#include <fmt/format.h>

#include "harness/vector/ActionReader.h"
#include "harness/vector/DidYouMean.h"
#include "harness/vector/TemplateParser.h"
#include "harness/vector/Words.h"

// Actions that do something by themselves: connections, what is sent, names.

namespace xmppconf::vector {

namespace {

/// The text with parameters filled in and names resolved; nothing, and a mistake, if it is wrong.
std::optional<Template> readText(const ActionContext& context, std::string_view written) {
    auto filled = context.around.parameters->fill(written);
    if (const auto* wrong = std::get_if<TextMistake>(&filled)) {
        context.mistakes.atSnippet(context.tag.place(), wrong->snippet, wrong->sentence);
        return std::nullopt;
    }
    const auto& text = std::get<std::string>(filled);
    auto parsed = parseTemplate(text, Takes::Refused, context.around.conn);
    if (const auto* wrong = std::get_if<TextMistake>(&parsed)) {
        if (!context.around.parameters->isOpen(text)) {
            context.mistakes.atSnippet(context.tag.place(), wrong->snippet, wrong->sentence);
        }
        return std::nullopt;
    }
    return std::get<Template>(std::move(parsed));
}

std::optional<SendPart> readSendPart(const ActionContext& context, const Tag& tag) {
    Attributes attributes(tag, *context.around.parameters, context.mistakes);
    const auto before = context.mistakes.count();
    SendPart part = Split{};
    if (tag.name() == "octets") {
        attributes.required("hex");
        if (const auto hex = attributes.value("hex")) {
            auto octets = octetsOf(*hex);
            if (!octets)
                attributes.mistake("hex", fmt::format("'{}' is not pairs of hexadecimal digits", *hex));
            part = Octets{octets.value_or("")};
        }
    } else if (tag.name() == "pause") {
        attributes.required("for");
        part = Pause{attributes.duration("for").value_or(octets::Duration{})};
    } else if (tag.name() == "new-stream") {
        part = NewStream{};
    } else if (tag.name() != "split") {
        context.mistakes.at(tag.place(),
                            fmt::format("unknown element <{}> in <send>{}", tag.written(),
                                        didYouMean(tag.name(), {"octets", "split", "pause", "new-stream"})));
        return std::nullopt;
    }
    attributes.finish();
    if (!tag.children().empty())
        context.mistakes.at(tag.place(), fmt::format("<{}> holds nothing", tag.written()));
    if (context.mistakes.count() != before) return std::nullopt;
    return part;
}

}  // namespace

void readConnect(ActionContext& context) {
    Connect body;
    const auto tls = context.attributes.choice("tls", {"run", "none", "direct"});
    body.tls = static_cast<Connect::Tls>(tls.value_or(0));
    body.certificate = context.attributes.role("certificate");
    expectEmpty(context);
    context.action.body = std::move(body);
}

void readStartTls(ActionContext& context) {
    StartTls body;
    body.certificate = context.attributes.role("certificate");
    body.selfSigned = context.attributes.role("self-signed");
    body.unknownIssuer = context.attributes.role("unknown-issuer");
    const char* other = !body.unknownIssuer.empty() ? "unknown-issuer" : "self-signed";
    if (!body.certificate.empty() + !body.selfSigned.empty() + !body.unknownIssuer.empty() > 1)
        context.attributes.mistake(
            other, "one certificate is shown: 'certificate', 'self-signed' or 'unknown-issuer'");
    if (const auto highest = context.attributes.choice("highest", {"1.2", "1.3"}))
        body.highestVersion = *highest == 0 ? "1.2" : "1.3";
    body.namesServer = !context.attributes.choice("server-name", {"none"}).has_value();
    body.failureAccepted = context.attributes.choice("failure", {"accepted"}).has_value();
    expectEmpty(context);
    context.action.body = std::move(body);
}

void readRestart(ActionContext& context) {
    expectEmpty(context);
    context.action.body = Restart{};
}

void readSend(ActionContext& context) {
    Send body;
    body.malformed = context.attributes.yes("malformed");
    body.chunk = context.attributes.number("chunk", 1, 6).value_or(0);
    const auto children = context.tag.children();
    for (const auto& child : children) {
        if (!child.tag) {
            if (auto text = readText(context, child.text)) body.parts.emplace_back(*std::move(text));
        } else if (!child.tag->isOurs()) {
            context.mistakes.at(
                child.tag->place(),
                fmt::format("<{}> is not sent: put what is sent into <![CDATA[ ]]>", child.tag->written()));
        } else if (auto part = readSendPart(context, *child.tag)) {
            body.parts.push_back(*std::move(part));
        }
    }
    if (children.empty())
        context.wrong("nothing is sent here; white space alone must stand in <![CDATA[ ]]>");
    context.action.body = std::move(body);
}

void readClose(ActionContext& context) {
    expectEmpty(context);
    context.action.body = Close{};
}

void readDrop(ActionContext& context) {
    Drop body;
    body.reset = context.attributes.yes("reset");
    expectEmpty(context);
    context.action.body = body;
}

void readLet(ActionContext& context) {
    Let body;
    context.attributes.required("name");
    if (const auto name = context.attributes.value("name")) {
        auto resolved = resolveName(*name, context.around.conn);
        if (const auto* wrong = std::get_if<TextMistake>(&resolved)) {
            context.attributes.mistake("name", wrong->sentence);
        } else {
            body.name = std::get<std::string>(std::move(resolved));
        }
    }
    std::string written;
    for (const auto& child : context.tag.children()) {
        written += child.text;
        if (child.tag) context.mistakes.at(child.tag->place(), "<let> holds text only");
    }
    body.value = readText(context, written).value_or(Template{});
    context.action.body = std::move(body);
}

}  // namespace xmppconf::vector
