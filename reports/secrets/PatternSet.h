#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::reports {

/// Finds many texts at once, without regard to the case of ASCII letters, in one pass: each position looks
/// up its next two octets in a table, and only what begins with these is compared.
class PatternSet {
  public:
    struct Match {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t label = 0;  ///< as given to `add`
    };

    PatternSet();
    /// An empty text is ignored.
    void add(std::string_view text, std::size_t label);
    /// For each position the longest text that begins there.
    std::vector<Match> find(std::string_view text) const;
    bool empty() const { return patterns_.empty(); }

    /// The longest end of `text` with which one of the patterns begins, when it is at least `least` octets
    /// and half of that pattern: a secret that was cut off. Otherwise an empty match.
    Match cutAtEnd(std::string_view text, std::size_t least) const;

  private:
    struct Pattern {
        std::string text;  ///< lower case
        std::size_t label = 0;
        std::uint32_t next = 0;  ///< of the same bucket, counted from 1; 0: the last
    };
    std::vector<Pattern> patterns_;
    std::vector<std::uint32_t> buckets_;  ///< by the first two octets: first pattern, counted from 1
    std::vector<std::uint32_t> single_;   ///< by octet: pattern of that octet alone, counted from 1
};

}  // namespace xmppconf::reports
