#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "harness/judge/TextMatcher.h"

namespace xmppconf::judge {

/// Which of the elements that came meets which of the patterns that are wanted in any order: each at most one
/// of the other. What an element meets may change while more of them come, so that no wish takes away what
/// another one needs; an element once placed stays placed.
class Pairing {
  public:
    /// What an element takes under each pattern; nothing where it does not match.
    using Fits = std::vector<std::optional<std::vector<Capture>>>;

    explicit Pairing(std::size_t patterns) : of_(patterns) {}

    /// Whether the element finds a place beside those before it.
    bool place(Fits element);
    bool complete() const;
    bool isOpen(std::size_t pattern) const { return !of_[pattern].has_value(); }
    /// All that was taken, by the patterns' order.
    std::vector<Capture> captures() const;

  private:
    bool find(std::size_t element, std::vector<bool>& tried);

    std::vector<Fits> elements_;
    std::vector<std::optional<std::size_t>> of_;  ///< by pattern: the element that meets it
};

}  // namespace xmppconf::judge
