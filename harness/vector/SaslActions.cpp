#include <fmt/format.h>

#include <algorithm>

#include "harness/sasl/Exchange.h"
#include "harness/vector/ActionReader.h"
#include "harness/vector/TemplateParser.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

/// Attributes whose values are words of a list; all others are free.
void checkChoice(ActionContext& context, std::string_view attribute) {
    if (attribute == "hash") (void)context.attributes.choice("hash", {"SHA-1", "SHA-256", "SHA-512"});
    if (attribute == "final-nonce") (void)context.attributes.choice("final-nonce", {"changed", "client"});
    if (attribute == "binding") {
        (void)context.attributes.choice("binding", {"tls-unique", "tls-server-end-point", "tls-exporter"});
    }
}

/// Those that speak for a user need an account, unless user and password are written out.
void readAccount(ActionContext& context, const sasl::MechanismForm& form, SaslExchange& body) {
    auto& attributes = context.attributes;
    if (form.action == "anonymous") return;
    body.account = attributes.role("account");
    const bool writtenOut = attributes.has("user") && attributes.has("password");
    if (has(form.attributes, "password") && !attributes.has("account") && !writtenOut) {
        context.wrong(fmt::format("<{}> needs 'account', or 'user' and 'password'", context.tag.written()));
    }
}

}  // namespace

void readSaslExchange(ActionContext& context) {
    const sasl::MechanismForm& form = *sasl::mechanismForm(context.tag.name());
    auto& attributes = context.attributes;
    SaslExchange body;
    body.action = form.action;
    attributes.required("name");
    if (const auto name = attributes.value("name")) {
        auto resolved = resolveName(*name, context.around.conn);
        if (const auto* wrong = std::get_if<TextMistake>(&resolved)) {
            attributes.mistake("name", wrong->sentence);
        } else {
            body.name = std::get<std::string>(std::move(resolved));
        }
    }
    readAccount(context, form, body);
    for (const auto name : form.required) attributes.required(name);
    for (const auto name : form.attributes) {
        checkChoice(context, name);
        if (auto value = attributes.pattern(name, Takes::Refused, context.around.conn)) {
            body.attributes.emplace_back(std::string(name), *std::move(value));
        }
    }
    if (attributes.has("binding") && !attributes.has("binding-data") && context.action.conn.empty()) {
        context.wrong(
            fmt::format("<{}> needs 'conn': the binding is to a connection", context.tag.written()));
    }
    expectEmpty(context);
    context.action.body = std::move(body);
}

}  // namespace xmppconf::vector
