#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "harness/vector/Diagnostic.h"
#include "harness/vector/Source.h"

namespace xmppconf::vector {

/// Gathers every mistake of every file, each once.
class Mistakes {
  public:
    /// The source must outlive this.
    void add(const Source& source);

    void at(const Place& place, const std::string& sentence);
    /// At the attribute of the element.
    void atAttribute(const Place& element, std::string_view attribute, const std::string& sentence);
    /// At the snippet of source text inside the element.
    void atSnippet(const Place& element, std::string_view snippet, const std::string& sentence);

    /// Where it counts: the place itself, or the use of the fragment it is in.
    const Place& whereUsed(const Place& place) const { return fragment_.empty() ? place : detour_; }
    /// At the use of the fragment that is being read; its name, empty outside of uses.
    void atUse(const std::string& sentence) { insert(detour_, sentence); }
    const std::string& fragment() const { return fragment_; }

    std::size_t count() const { return found_.size(); }
    const Source* source(const Place& place) const;
    /// In the order of files and lines.
    Diagnostics sorted() const;

    /// While it lives, mistakes are reported where the fragment is used: the fragment by itself was found to
    /// be right, so its use is not. The outermost one decides. Without a fragment's name an outer one is
    /// suspended.
    class Detour {
      public:
        Detour(Mistakes& mistakes, const Place& use, const std::string& fragment);
        ~Detour();
        Detour(const Detour&) = delete;
        Detour& operator=(const Detour&) = delete;

      private:
        Mistakes& mistakes_;
        Place outerPlace_;
        std::string outerFragment_;
    };

  private:
    struct Known {
        const Source* source;
        std::size_t order;
    };
    void add(const Place& exact, const std::string& sentence);
    void insert(const Place& place, const std::string& sentence);

    std::map<const std::string*, Known> sources_;  ///< by the file's name, as places share it
    std::set<std::tuple<std::size_t, int, int, std::string>> found_;
    Place detour_;
    std::string fragment_;
};

/// "fragments.xml:12:5", or the name alone where the line is unknown.
std::string toString(const Place& place);

}  // namespace xmppconf::vector
