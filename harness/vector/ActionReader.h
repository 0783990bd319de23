#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Action.h"
#include "harness/vector/Attributes.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Parameters.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

class FragmentLibrary;
class ActionReader;
class References;
struct ActionForm;

/// What an action gets from the elements around it.
struct Surrounding {
    std::string conn;
    std::vector<std::string> req;  ///< of the `use` around it
    const Parameters* parameters;  ///< never null
};

/// One action while it is read: its body is to be filled in.
struct ActionContext {
    const Tag& tag;
    Attributes& attributes;
    const Surrounding& around;  ///< for the actions inside: with this action's connection
    Action& action;
    Mistakes& mistakes;
    ActionReader& reader;

    void wrong(const std::string& sentence) const { mistakes.at(tag.place(), sentence); }
};

/// Reads actions, in a vector or a fragment, with all that is in them.
class ActionReader {
  public:
    /// All must outlive this.
    ActionReader(FragmentLibrary& fragments, const References& references, Mistakes& mistakes)
        : fragments_(fragments), references_(references), mistakes_(mistakes) {}

    /// All of the children; `parent` is where text is reported.
    Actions read(const Tag& parent, std::span<const TagChild> children, const Surrounding& around);
    /// Nothing, and mistakes, if it is wrong. `leading`: the first of a `when`, which judges by its one-of
    /// only.
    std::optional<Action> read(const Tag& tag, const Surrounding& around, bool leading = false);

    FragmentLibrary& fragments() { return fragments_; }

  private:
    std::string connection(Attributes& attributes, const Surrounding& around) const;
    void readRests(Attributes& attributes, const ActionForm& form, bool leading, Action& action) const;

    FragmentLibrary& fragments_;
    const References& references_;
    Mistakes& mistakes_;
};

/// An action of the language: how its body is read, and which of the common attributes it has.
struct ActionForm {
    enum class Conn { None, Optional, Required };
    std::string_view name;
    void (*read)(ActionContext&);
    Conn conn;
    bool judges;  ///< may have `req`
    bool waits;   ///< may have `within`
    bool rests;   ///< may have `rests`
};

/// Null if there is no action of that name.
const ActionForm* actionForm(std::string_view name);
std::vector<std::string_view> actionNames();

/// Reports whatever stands inside the element.
void expectEmpty(const ActionContext& context);

// the bodies, by kind
void readConnect(ActionContext& context);
void readStartTls(ActionContext& context);
void readRestart(ActionContext& context);
void readSend(ActionContext& context);
void readClose(ActionContext& context);
void readDrop(ActionContext& context);
void readLet(ActionContext& context);
void readAssert(ActionContext& context);
void readExpect(ActionContext& context);
void readExpectHeader(ActionContext& context);
void readExpectEnd(ActionContext& context);
void readExpectNothing(ActionContext& context);
void readAllOf(ActionContext& context);
void readOneOf(ActionContext& context);
void readNeed(ActionContext& context);
void readSkip(ActionContext& context);
void readChoose(ActionContext& context);
void readUse(ActionContext& context);
void readSaslExchange(ActionContext& context);

}  // namespace xmppconf::vector
