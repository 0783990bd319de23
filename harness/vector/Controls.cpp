#include "harness/vector/Controls.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "harness/xml/Namespaces.h"

namespace xmppconf::vector {

namespace {

void add(std::vector<Control>& controls, const Control& control) {
    if (std::find(controls.begin(), controls.end(), control) == controls.end()) controls.push_back(control);
}

bool hasText(const Template& text, std::string_view wanted) {
    return std::any_of(text.parts.begin(), text.parts.end(), [&](const Template::Part& part) {
        const auto* written = std::get_if<std::string>(&part);
        return written && written->find(wanted) != std::string::npos;
    });
}

bool hasText(const Send& send, std::string_view wanted) {
    return std::any_of(send.parts.begin(), send.parts.end(), [&](const SendPart& part) {
        const auto* text = std::get_if<Template>(&part);
        return text && hasText(*text, wanted);
    });
}

/// Inserts a field of the exchange.
bool speaksFor(const Send& send, std::string_view exchange) {
    const auto isField = [&](const Template::Part& part) {
        const auto* insert = std::get_if<Insert>(&part);
        return insert && insert->name.size() > exchange.size() && insert->name.starts_with(exchange) &&
               insert->name[exchange.size()] == '.';
    };
    return std::any_of(send.parts.begin(), send.parts.end(), [&](const SendPart& part) {
        const auto* text = std::get_if<Template>(&part);
        return text && std::any_of(text->parts.begin(), text->parts.end(), isField);
    });
}

/// The element may have this name; what a regex besides names does not matter here.
bool mayBe(const Pattern& pattern, std::string_view ns, std::string_view name) {
    if (!pattern.takesNamespace(ns)) return false;
    if (pattern.nameRegex.empty()) return pattern.name == name;
    return ('|' + pattern.nameRegex + '|').find('|' + std::string(name) + '|') != std::string::npos ||
           pattern.nameRegex.find_first_of(".[(") != std::string::npos;
}

bool isRefusal(const Pattern& pattern) {
    return mayBe(pattern, xml::ns::kSasl, "failure") || mayBe(pattern, xml::ns::kStreams, "error");
}

bool isRefusal(const Action& action) {
    if (const auto* expect = std::get_if<Expect>(&action.body)) return isRefusal(expect->pattern);
    if (const auto* allOf = std::get_if<AllOf>(&action.body))
        return std::any_of(allOf->patterns.begin(), allOf->patterns.end(),
                           [](const Pattern& pattern) { return isRefusal(pattern); });
    return std::holds_alternative<ExpectEnd>(action.body);
}

bool isSuccess(const Action& action) {
    const auto* expect = std::get_if<Expect>(&action.body);
    return expect && expect->pattern.ns == xml::ns::kSasl && expect->pattern.name == "success";
}

/// Taking this alternative breaks or leaves open all that its one-of judges.
bool judgesNothing(const Action& action, const OneOf& oneOf, const When& when) {
    std::set<std::string_view> names(action.req.begin(), action.req.end());
    for (const When& each : oneOf.alternatives) names.insert(each.breaks.begin(), each.breaks.end());
    for (const std::string& name : when.breaks) names.erase(name);
    for (const std::string& name : when.leaves) names.erase(name);
    return names.empty();
}

std::string mechanismOf(const SaslExchange& exchange) {
    if (exchange.action == "plain") return "PLAIN";
    if (exchange.action == "digest-md5") return "DIGEST-MD5";
    if (exchange.action != "scram") return {};
    std::string mechanism = "SCRAM-";
    bool bound = false;
    for (const auto& [name, value] : exchange.attributes) {
        const auto* hash = value.parts.empty() ? nullptr : std::get_if<std::string>(&value.parts.front());
        if (name == "hash" && hash) mechanism += *hash;
        bound = bound || name == "binding";
    }
    return mechanism + (bound ? "-PLUS" : "");
}

/// Goes along a conversation and keeps the exchanges that have not come to their success.
class Walk {
  public:
    void see(const Actions& actions) {
        for (const Action& action : actions) see(action);
    }

    std::vector<Control> exchanges() const {
        std::vector<Control> result;
        for (const Exchange& exchange : exchanges_)
            if (!exchange.chosen) add(result, {exchange.role, exchange.mechanism});
        return result;
    }
    std::vector<Control> controls() const {
        std::vector<Control> result;
        for (const Exchange& exchange : exchanges_) {
            if (exchange.refused) add(result, {exchange.role, exchange.chosen ? "" : exchange.mechanism});
        }
        return result;
    }

  private:
    struct Exchange {
        std::string name, conn, role, mechanism;
        bool chosen = false;  ///< by an `if` with `account`
        bool refused = false;
    };
    using Open = std::set<std::size_t>;  ///< indices of exchanges_

    void see(const Action& action) {
        if (const auto* exchange = std::get_if<SaslExchange>(&action.body)) {
            begin(action, *exchange);
        } else if (const auto* send = std::get_if<Send>(&action.body)) {
            speak(action, *send);
        } else if (const auto* oneOf = std::get_if<OneOf>(&action.body)) {
            seeAlternatives(action, *oneOf);
        } else if (const auto* choose = std::get_if<Choose>(&action.body)) {
            seeBranches(*choose);
        } else if (const auto* use = std::get_if<Use>(&action.body)) {
            if (use->actions) see(*use->actions);
        } else if (isSuccess(action)) {
            std::erase_if(open_, [&](std::size_t at) {
                return exchanges_[at].conn.empty() || exchanges_[at].conn == action.conn;
            });
        } else if (!action.req.empty() && isRefusal(action)) {
            refuse();
        }
    }

    void begin(const Action& action, const SaslExchange& exchange) {
        auto mechanism = mechanismOf(exchange);
        if (exchange.account.empty() || mechanism.empty()) return;
        open_.insert(exchanges_.size());
        exchanges_.push_back({exchange.name, action.conn, exchange.account, std::move(mechanism), chosen_});
    }

    /// What is sent tells the connection, and the mechanism where the exchange alone does not.
    void speak(const Action& action, const Send& send) {
        for (const std::size_t at : open_) {
            Exchange& exchange = exchanges_[at];
            if (!speaksFor(send, exchange.name)) continue;
            exchange.conn = action.conn;
            if (hasText(send, "mechanism='" + exchange.mechanism + "-PLUS'")) exchange.mechanism += "-PLUS";
        }
    }

    void refuse() {
        for (const std::size_t at : open_) exchanges_[at].refused = true;
    }

    void seeAlternatives(const Action& action, const OneOf& oneOf) {
        const Open before = open_;
        Open after;
        for (const When& when : oneOf.alternatives) {
            open_ = before;
            const Action& first = when.actions->front();
            if (isRefusal(first) && !judgesNothing(action, oneOf, when)) refuse();
            see(*when.actions);
            after.merge(open_);
        }
        open_ = std::move(after);
    }

    void seeBranches(const Choose& choose) {
        const Open before = open_;
        const bool outside = chosen_;
        Open after = choose.branches.back().otherwise ? Open{} : before;
        for (const If& branch : choose.branches) {
            open_ = before;
            chosen_ = outside || !branch.account.empty();
            see(*branch.actions);
            after.merge(open_);
        }
        chosen_ = outside;
        open_ = std::move(after);
    }

    std::vector<Exchange> exchanges_;
    Open open_;
    bool chosen_ = false;
};

Walk along(const Actions& actions) {
    Walk walk;
    walk.see(actions);
    return walk;
}

}  // namespace

std::vector<Control> exchangesIn(const Actions& actions) { return along(actions).exchanges(); }

std::vector<Control> controlsOf(const Actions& actions) { return along(actions).controls(); }

}  // namespace xmppconf::vector
