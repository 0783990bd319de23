#include "harness/vector/BoundNames.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/vector/DidYouMean.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

constexpr std::array<std::string_view, 24> kFacts{"stream-id",
                                                  "previous-stream-id",
                                                  "header.from",
                                                  "header.to",
                                                  "header.version",
                                                  "header.lang",
                                                  "header.id",
                                                  "header.ns",
                                                  "header.content-ns",
                                                  "header.xml-declaration",
                                                  "tls.on",
                                                  "tls.version",
                                                  "tls.cipher",
                                                  "tls.alpn",
                                                  "tls.verified",
                                                  "tls.for-domain",
                                                  "tls.certificate-requested",
                                                  "white-space",
                                                  "stanza-prefix",
                                                  "end.tag",
                                                  "end.error",
                                                  "end.connection",
                                                  "end.first",
                                                  "end.close-notify"};
constexpr std::array<std::string_view, 3> kRoles{"alice", "bob", "carol"};
constexpr std::array<std::string_view, 4> kAccountFields{"jid", "user", "domain", "password"};
constexpr std::array<std::string_view, 7> kReserved{"domain", "host", "token", "conn",
                                                    "alice",  "bob",  "carol"};

struct Parts {
    std::string_view owner, field;
};

std::optional<Parts> split(std::string_view name, std::size_t dot) {
    if (dot == std::string_view::npos) return std::nullopt;
    return Parts{name.substr(0, dot), name.substr(dot + 1)};
}

}  // namespace

void BoundNames::addConnection(const std::string& name) {
    if (state_.connections.insert(name).second) added_.push_back({Added::Kind::Connection, name});
}

void BoundNames::addName(const std::string& name, const Place& place) {
    if (state_.bound.emplace(name, place).second) added_.push_back({Added::Kind::Name, name});
}

void BoundNames::addExchange(const std::string& name, const sasl::MechanismForm* form) {
    if (state_.exchanges[name].insert(form).second) added_.push_back({Added::Kind::Exchange, name, form});
}

BoundNames::State BoundNames::takeSince(std::size_t point) {
    State taken;
    for (; added_.size() > point; added_.pop_back()) {
        const Added& last = added_.back();
        switch (last.kind) {
            case Added::Kind::Connection:
                taken.connections.insert(state_.connections.extract(last.name));
                break;
            case Added::Kind::Name:
                taken.bound.insert(state_.bound.extract(last.name));
                break;
            case Added::Kind::Exchange: {
                const auto forms = state_.exchanges.find(last.name);
                taken.exchanges[last.name].insert(forms->second.extract(last.form));
                if (forms->second.empty()) state_.exchanges.erase(forms);
                break;
            }
        }
    }
    return taken;
}

void BoundNames::merge(const State& other) {
    for (const auto& name : other.connections) addConnection(name);
    for (const auto& [name, place] : other.bound) addName(name, place);
    for (const auto& [name, forms] : other.exchanges)
        for (const auto* form : forms) addExchange(name, form);
}

void BoundNames::role(const std::string& name) {
    if (!name.empty() && !has(roles_, name)) roles_.push_back(name);
}

void BoundNames::connect(const std::string& connection, const Place& place) {
    if (has(kReserved, connection)) {
        mistakes_.atAttribute(
            place, "conn",
            fmt::format("a connection cannot be called '{}': that name has a meaning of its own",
                        connection));
    } else if (state_.bound.find(connection) != state_.bound.end()) {
        mistakes_.atAttribute(
            place, "conn",
            fmt::format("'{}' is bound already, so no connection can be called that", connection));
    }
    addConnection(connection);
}

void BoundNames::exchange(const std::string& name, const sasl::MechanismForm& form, const Place& place) {
    bind(name, "name=", place);
    addExchange(name, &form);
}

std::optional<std::string> BoundNames::bindMistake(const std::string& name) const {
    if (const auto known = state_.bound.find(name); known != state_.bound.end()) {
        return fmt::format("'{}' is bound already, at {}; a name is bound once", name,
                           toString(known->second));
    }
    const auto field = split(name, name.rfind('.'));
    if (!field) {
        if (has(kReserved, name))
            return fmt::format("'{}' has a meaning of its own; take another name", name);
        if (isConnected(name)) return fmt::format("'{}' is a connection; take another name", name);
        return std::nullopt;
    }
    if (const auto exchange = state_.exchanges.find(field->owner); exchange != state_.exchanges.end()) {
        std::vector<std::string_view> fields;
        for (const auto* form : exchange->second)
            fields.insert(fields.end(), form->takes.begin(), form->takes.end());
        if (has(fields, field->field)) return std::nullopt;
        return fmt::format("the exchange '{}' takes no '{}'{}", field->owner, field->field,
                           didYouMean(field->field, fields));
    }
    const auto scoped = *split(name, name.find('.'));
    if (!isConnected(scoped.owner)) {
        return fmt::format("'{}' is neither a connection nor a SASL exchange here{}", scoped.owner,
                           didYouMean(scoped.owner, keysOf(state_.connections)));
    }
    if (has(kFacts, scoped.field))
        return fmt::format("'{}' is a fact of the connection; take another name", name);
    return std::nullopt;
}

void BoundNames::bind(const std::string& name, std::string_view snippet, const Place& place) {
    if (const auto mistake = bindMistake(name)) mistakes_.atSnippet(place, snippet, *mistake);
    addName(name, mistakes_.whereUsed(place));
}

bool BoundNames::isKnown(const std::string& name) {
    if (state_.exchanges.find(name) != state_.exchanges.end()) return false;
    if (name == "domain" || name == "host" || state_.bound.find(name) != state_.bound.end()) return true;
    const auto scoped = split(name, name.find('.'));
    if (!scoped) return false;
    if (has(kRoles, scoped->owner) && has(kAccountFields, scoped->field)) {
        role(std::string(scoped->owner));
        return true;
    }
    return scoped->owner == "token" || (isConnected(scoped->owner) && has(kFacts, scoped->field));
}

std::optional<std::string> BoundNames::fieldMistake(std::string_view owner, std::string_view field) const {
    std::vector<std::string_view> fields;
    for (const auto* form : state_.exchanges.find(owner)->second)
        fields.insert(fields.end(), form->gives.begin(), form->gives.end());
    if (has(fields, field)) return std::nullopt;
    return fmt::format("the exchange '{}' has no field '{}'{}", owner, field, didYouMean(field, fields));
}

void BoundNames::use(const std::string& name, std::string_view snippet, const Place& place) {
    const auto field = split(name, name.rfind('.'));
    if (field && state_.exchanges.find(field->owner) != state_.exchanges.end()) {
        if (const auto mistake = fieldMistake(field->owner, field->field))
            mistakes_.atSnippet(place, snippet, *mistake);
        return;
    }
    if (isKnown(name)) return;
    if (state_.exchanges.find(name) != state_.exchanges.end()) {
        mistakes_.atSnippet(place, snippet,
                            fmt::format("'{}' is a SASL exchange; name one of its fields", name));
        return;
    }
    const auto all = candidates();
    mistakes_.atSnippet(place, snippet,
                        fmt::format("nothing binds '{}' before this{}", name, didYouMean(name, keysOf(all))));
}

std::vector<std::string> BoundNames::candidates() const {
    std::vector<std::string> all{"domain", "host"};
    for (const auto& [name, where] : state_.bound) all.push_back(name);
    for (const auto& connection : state_.connections) {
        for (const auto fact : kFacts) all.push_back(fmt::format("{}.{}", connection, fact));
    }
    for (const auto role : kRoles) {
        for (const auto field : kAccountFields) all.push_back(fmt::format("{}.{}", role, field));
    }
    for (const auto& [name, forms] : state_.exchanges) {
        for (const auto* form : forms) {
            for (const auto field : form->gives) all.push_back(fmt::format("{}.{}", name, field));
        }
    }
    return all;
}

}  // namespace xmppconf::vector
