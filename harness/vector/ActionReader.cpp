#include "harness/vector/ActionReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/sasl/Exchange.h"
#include "harness/vector/CatalogueReader.h"
#include "harness/vector/DidYouMean.h"
#include "harness/vector/Words.h"

namespace xmppconf::vector {

namespace {

using Conn = ActionForm::Conn;

constexpr std::array<ActionForm, 18> kForms{{
    {"connect", readConnect, Conn::Required, true, true, true},
    {"starttls", readStartTls, Conn::Required, true, true, true},
    {"restart", readRestart, Conn::Required, false, false, false},
    {"send", readSend, Conn::Required, false, false, false},
    {"expect", readExpect, Conn::Required, true, true, true},
    {"expect-header", readExpectHeader, Conn::Required, true, true, true},
    {"expect-end", readExpectEnd, Conn::Required, true, true, true},
    {"expect-nothing", readExpectNothing, Conn::Required, true, true, true},
    {"one-of", readOneOf, Conn::Required, true, true, true},
    {"all-of", readAllOf, Conn::Required, true, true, true},
    {"need", readNeed, Conn::Optional, true, false, false},
    {"skip", readSkip, Conn::Optional, false, false, false},
    {"choose", readChoose, Conn::Optional, false, false, false},
    {"assert", readAssert, Conn::Optional, true, false, true},
    {"let", readLet, Conn::Optional, false, false, false},
    {"use", readUse, Conn::Optional, true, false, false},
    {"close", readClose, Conn::Required, true, true, false},
    {"drop", readDrop, Conn::Required, false, false, false},
}};

constexpr ActionForm kSaslForm{"", readSaslExchange, Conn::Optional, false, false, false};

/// A common attribute that this action does not have; a fragment's parameter may be called that.
void refuse(Attributes& attributes, std::string_view name, bool allowed, const std::string& sentence) {
    if (allowed || !attributes.has(name)) return;
    (void)attributes.value(name);
    attributes.mistake(name, sentence);
}

/// Elements that are no actions, and where they belong.
std::string elsewhere(std::string_view name) {
    if (name == "judges" || name == "catches")
        return fmt::format("<{}> stands at the head of a vector, before its actions", name);
    if (name == "parameter") return "<parameter> stands at the head of a fragment, before its actions";
    if (name == "when") return "<when> stands inside <one-of>";
    if (name == "if" || name == "else") return fmt::format("<{}> stands inside <choose>", name);
    if (name == "octets" || name == "split" || name == "pause" || name == "new-stream") {
        return fmt::format("<{}> stands inside <send>", name);
    }
    return fmt::format("unknown action <{}>{}", name, didYouMean(name, actionNames()));
}

}  // namespace

const ActionForm* actionForm(std::string_view name) {
    const auto found =
        std::find_if(kForms.begin(), kForms.end(), [&](const ActionForm& form) { return form.name == name; });
    if (found != kForms.end()) return &*found;
    return sasl::mechanismForm(name) ? &kSaslForm : nullptr;
}

std::vector<std::string_view> actionNames() {
    std::vector<std::string_view> names;
    for (const auto& form : kForms) names.push_back(form.name);
    for (const auto& form : sasl::mechanismForms()) names.push_back(form.action);
    return names;
}

void expectEmpty(const ActionContext& context) {
    for (const auto& child : context.tag.children()) {
        context.mistakes.at(child.tag ? child.tag->place() : context.tag.place(),
                            fmt::format("<{}> holds nothing", context.tag.written()));
    }
}

Actions ActionReader::read(const Tag& parent, std::span<const TagChild> children, const Surrounding& around) {
    Actions actions;
    actions.reserve(children.size());
    for (const auto& child : children) {
        if (child.tag && !actions.empty() && std::holds_alternative<Skip>(actions.back().body)) {
            mistakes_.at(child.tag->place(), "nothing stands behind <skip>: the vector ends there");
        } else if (!child.tag) {
            mistakes_.at(parent.place(), fmt::format("text has no place in <{}>", parent.written()));
        } else if (auto action = read(*child.tag, around)) {
            actions.push_back(*std::move(action));
        }
    }
    return actions;
}

std::string ActionReader::connection(Attributes& attributes, const Surrounding& around) const {
    const bool given = attributes.has("conn");
    auto name = attributes.form("conn", isConnection, "a connection's name: write a-z 0-9 -, a letter first");
    if (!given) return around.conn;
    if (name && *name == "conn" && !around.parameters->isOpen()) {
        attributes.mistake("conn",
                           "'conn' stands for the connection of the enclosing element; give it another name");
    }
    return name.value_or("conn");
}

void ActionReader::readRests(Attributes& attributes, const ActionForm& form, bool leading,
                             Action& action) const {
    if (!form.rests || !attributes.has("rests")) return;
    if (leading) {
        attributes.mistake("rests", "what this rests on is said by 'rests' of its <one-of>");
    } else if (attributes.has("req") && !attributes.has("failure")) {
        attributes.mistake("rests", "only set-up rests on a requirement, and an action with 'req' judges");
    }
    auto id = references_.rests(attributes);
    if (action.req.empty() || attributes.has("failure")) action.rests = std::move(id);
}

std::optional<Action> ActionReader::read(const Tag& tag, const Surrounding& around, bool leading) {
    const ActionForm* form = tag.isOurs() ? actionForm(tag.name()) : nullptr;
    if (!form) {
        mistakes_.at(tag.place(), tag.isOurs()
                                      ? elsewhere(tag.name())
                                      : fmt::format("<{}> is no action: it is not in the namespace {}",
                                                    tag.written(), kVectorNamespace));
        return std::nullopt;
    }
    const auto before = mistakes_.count();
    Action action;
    action.place = tag.place();
    Attributes attributes(tag, *around.parameters, mistakes_);
    Surrounding inside{around.conn, around.req, around.parameters};
    if (form->conn != Conn::None) inside.conn = connection(attributes, around);
    if (form->conn == Conn::Required && inside.conn.empty()) {
        if (mistakes_.fragment().empty()) {
            attributes.missing(
                "conn",
                fmt::format("<{}> needs 'conn': neither it nor an element around it names a connection",
                            tag.written()));
        } else {
            mistakes_.atUse(
                fmt::format("the fragment '{}' needs 'conn': neither this use nor an element around it names "
                            "a connection",
                            mistakes_.fragment()));
        }
    }
    action.conn = inside.conn;
    if (form->judges) {
        const bool given = attributes.has("req");
        action.req = attributes.slugs("req");
        if (!given && !leading) action.req = around.req;
    }
    if (form->waits) action.within = attributes.duration("within");
    refuse(attributes, "req", form->judges,
           fmt::format("<{}> cannot judge, so it has no 'req'", tag.written()));
    refuse(attributes, "within", form->waits || tag.name() == "use",
           fmt::format("<{}> does not wait, so it has no 'within'", tag.written()));

    readRests(attributes, *form, leading, action);
    refuse(attributes, "rests", form->rests || tag.name() == "use",
           fmt::format("<{}> has no 'rests': it asks for nothing that a server must do", tag.written()));

    ActionContext context{tag, attributes, inside, action, mistakes_, *this};
    form->read(context);
    attributes.finish();
    if (mistakes_.count() != before) return std::nullopt;
    return action;
}

}  // namespace xmppconf::vector
