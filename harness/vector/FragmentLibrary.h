#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Action.h"
#include "harness/vector/Attributes.h"
#include "harness/vector/Corpus.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Parameters.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

class ActionReader;

/// All fragments. Each is checked by itself first, so that a mistake in it is reported once and where it
/// stands; then it is expanded for every use, and equal uses share their actions.
class FragmentLibrary {
  public:
    explicit FragmentLibrary(Mistakes& mistakes) : mistakes_(mistakes) {}

    /// The `<fragments>` of a file, whose document must outlive this.
    void add(const Tag& root);
    /// A file could not be read, so that an unknown fragment may be in it: then it is no mistake.
    void setIncomplete() { incomplete_ = true; }
    void check(ActionReader& reader);
    std::vector<NamedSource> sources() const;

    struct Call {
        const Tag& use;
        Attributes& attributes;
        const std::string& conn;
        const std::vector<std::string>& req;
        const Parameters& outer;
    };
    /// The actions of a fragment for this use; null if it is not to be had, and then it is or was reported.
    std::shared_ptr<const Actions> expand(const Call& call, const std::string& name, ActionReader& reader);

  private:
    enum class State { Unchecked, Checking, Right, Wrong };
    struct Fragment {
        Fragment(std::string fragmentName, const Tag& element)
            : name(std::move(fragmentName)), tag(element) {}
        std::string name;
        Tag tag;
        std::vector<std::string> parameters;
        Parameters::Map defaults;
        std::size_t head = 0;  ///< how many of the children are parameters
        State state = State::Unchecked;
        bool expanding = false;
    };

    void addFragment(const Tag& tag);
    bool readHead(Fragment& fragment);
    void check(Fragment& fragment, ActionReader& reader);
    Parameters::Map arguments(const Fragment& fragment, const Call& call);

    Mistakes& mistakes_;
    std::deque<Fragment> fragments_;
    std::map<std::string, Fragment*, std::less<>> byName_;
    std::map<std::string, std::shared_ptr<const Actions>> expanded_;
    bool incomplete_ = false;
};

}  // namespace xmppconf::vector
