#include "harness/dialogue/Scope.h"

#include <fmt/format.h>

#include "harness/dialogue/Connection.h"

namespace xmppconf::dialogue {

namespace {

constexpr std::size_t kShortestSecret = 4;

std::string yesNo(bool yes) { return yes ? "yes" : "no"; }

/// The default namespace that a stream header declared.
std::string contentNamespace(const xml::StreamEvent& header) {
    for (const auto& declaration : header.declarations) {
        if (declaration.prefix.empty()) return declaration.uri;
    }
    return "";
}

std::optional<std::string> headerValue(const Connection& connection, std::string_view name) {
    const auto& header = connection.facts().receiver.header;
    if (!header) return std::nullopt;
    if (name == "ns") return std::string(header->element->ns);
    if (name == "content-ns") return contentNamespace(*header);
    if (name == "xml-declaration") return yesNo(header->xmlDeclaration);
    const auto value = name == "lang" ? header->element->attribute("lang", xml::kXmlNamespace)
                                      : header->element->attribute(name);
    if (!value) return std::nullopt;
    return std::string(*value);
}

std::optional<std::string> tlsValue(const std::optional<octets::TlsFacts>& facts, std::string_view name) {
    if (name == "on") return yesNo(facts.has_value());
    if (!facts) return std::nullopt;
    if (name == "version") return facts->version;
    if (name == "cipher") return facts->cipher;
    if (name == "verified") return yesNo(facts->verified);
    if (name == "certificate-requested") return yesNo(facts->certificateRequested);
    if (name == "for-domain") return yesNo(facts->forDomain);
    if (name == "alpn" && !facts->alpn.empty()) return facts->alpn;
    return std::nullopt;
}

std::optional<std::string> endValue(const stream::StreamFacts& facts, std::string_view name) {
    const stream::Ending& ending = facts.ending;
    if (name == "tag") return yesNo(facts.receiver.closed);
    if (name == "connection") return std::string(nameOf(ending.transport));
    if (name == "close-notify") return yesNo(ending.closeNotify);
    if (name == "first" && ending.first) return ending.first == stream::Side::Initiator ? "client" : "server";
    if (name == "error" && facts.receiver.error) return facts.receiver.errorCondition;
    return std::nullopt;
}

}  // namespace

Scope::Scope(const RunContext& context, const std::map<std::string, Account>& roles, octets::Random& random,
             FindConnection find)
    : context_(context), roles_(roles), random_(random), find_(std::move(find)) {
    for (const auto& [role, account] : roles_) {
        if (!account.password.empty()) secrets_.push_back({account.password, "password"});
    }
}

std::optional<Scope::Field> Scope::split(std::string_view name, bool atLastDot) {
    const auto dot = atLastDot ? name.rfind('.') : name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    return Field{name.substr(0, dot), name.substr(dot + 1)};
}

Result<std::string> Scope::value(std::string_view name) {
    if (const auto known = bound_.find(name); known != bound_.end()) return known->second;
    if (name == "domain") return context_.domain;
    if (name == "host") return context_.endpoint.host;
    if (const auto field = split(name, true)) {
        if (sasl::Exchange* found = exchange(field->owner)) return found->get(field->name);
    }
    if (const auto field = split(name, false)) {
        if (field->owner == "token") {
            std::string token = random_.token(16);
            bind(name, token);
            return token;
        }
        if (auto found = accountValue(*field)) return *std::move(found);
        if (auto found = connectionValue(*field)) return *std::move(found);
    }
    return Failure{fmt::format("'{}' has no value here", name)};
}

std::optional<Result<std::string>> Scope::accountValue(const Field& field) const {
    const Account* found = account(field.owner);
    if (!found) return std::nullopt;
    if (field.name == "jid") return found->jid();
    if (field.name == "user") return found->user;
    if (field.name == "domain") return found->domain;
    if (field.name == "password") return found->password;
    return std::nullopt;
}

std::optional<Result<std::string>> Scope::connectionValue(const Field& field) const {
    const Connection* connection = find_(field.owner);
    if (!connection) return std::nullopt;
    std::optional<std::string> value;
    if (field.name == "stream-id") value = connection->facts().id;
    if (field.name == "previous-stream-id") value = connection->facts().previousId;
    if (field.name == "white-space") value = yesNo(connection->whiteSpace());
    const std::string& prefix = connection->facts().receiver.stanzaPrefix;
    if (field.name == "stanza-prefix" && !prefix.empty()) value = prefix;
    if (const auto inner = split(field.name, false)) {
        if (inner->owner == "header") value = headerValue(*connection, inner->name);
        if (inner->owner == "end") value = endValue(connection->facts(), inner->name);
        if (inner->owner == "tls") value = tlsValue(connection->facts().tls, inner->name);
    }
    if (!value) return std::nullopt;
    return Result<std::string>(*std::move(value));
}

Result<void> Scope::bind(const std::vector<judge::Capture>& captures) {
    for (const auto& capture : captures) {
        const auto field = split(capture.name, true);
        sasl::Exchange* found = field ? exchange(field->owner) : nullptr;
        if (!found) {
            bind(capture.name, capture.value);
        } else if (auto taken = found->take(field->name, capture.value); !taken) {
            return taken;
        }
    }
    return {};
}

void Scope::bind(std::string_view name, std::string value) {
    bound_.insert_or_assign(std::string(name), std::move(value));
}

void Scope::addExchange(const std::string& name, std::unique_ptr<sasl::Exchange> exchange) {
    auto& place = exchanges_[name];
    if (place) {  // its secrets stay secret
        const auto& old = place->secrets();
        secrets_.insert(secrets_.end(), old.begin(), old.end());
    }
    place = std::move(exchange);
}

sasl::Exchange* Scope::exchange(std::string_view name) const {
    const auto found = exchanges_.find(name);
    return found == exchanges_.end() ? nullptr : found->second.get();
}

const Account* Scope::account(std::string_view role) const {
    const auto found = roles_.find(std::string(role));
    return found == roles_.end() ? nullptr : &found->second;
}

const sasl::Secret* Scope::secretIn(std::string_view text) const {
    const auto find = [&](const std::vector<sasl::Secret>& secrets) -> const sasl::Secret* {
        for (const auto& secret : secrets) {
            if (secret.octets.size() >= kShortestSecret && text.find(secret.octets) != std::string_view::npos)
                return &secret;
        }
        return nullptr;
    };
    if (const auto* found = find(secrets_)) return found;
    for (const auto& [name, exchange] : exchanges_) {
        if (const auto* found = find(exchange->secrets())) return found;
    }
    return nullptr;
}

void Scope::derived(std::string_view from, std::string_view to) {
    if (to.size() < kShortestSecret) return;
    const sasl::Secret* secret = secretIn(from);
    if (secret && !secretIn(to)) secrets_.push_back({std::string(to), secret->label});
}

std::vector<sasl::Secret> Scope::secrets() const {
    auto all = secrets_;
    for (const auto& [name, exchange] : exchanges_) {
        const auto& more = exchange->secrets();
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace xmppconf::dialogue
