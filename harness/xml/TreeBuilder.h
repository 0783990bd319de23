#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "harness/xml/ArenaPool.h"
#include "harness/xml/Element.h"

namespace xmppconf::xml {

/// Puts elements together from expat's calls, each tree in an arena of its own.
class TreeBuilder {
  public:
    /// `attributes`: `count` pairs of name and value. Names are as expat writes them, see `QualifiedName`.
    void start(const char* name, const char* const* attributes, std::size_t count);
    void text(std::string_view octets);
    /// The end tag. The tree, if that was its root; else null.
    ElementPtr end();

    /// Octets of memory that the unfinished tree takes.
    std::size_t octets() const { return arena_ ? arena_->octets() : 0; }

  private:
    struct Open {
        Element* element;
        Node* last;  ///< of its content
    };
    Node& add();

    ArenaPool pool_;
    std::shared_ptr<Arena> arena_;  ///< of the unfinished tree
    std::vector<Open> open_;
};

}  // namespace xmppconf::xml
