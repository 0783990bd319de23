#pragma once

#include <cstddef>
#include <string_view>

namespace xmppconf::xml {

/// Follows one long token (a tag, a comment, …) that is still incomplete, and tells whether the octets that
/// came since can end it. expat forgets how far it was in an incomplete token and reads it again from its
/// beginning, which a peer that sends a huge tag octet by octet could make us pay for.
class TokenWatch {
  public:
    /// The token as far as it is known; at least its first four octets.
    void begin(std::string_view token);
    /// Octets that continue it.
    void follow(std::string_view octets);
    /// The token ends, or breaks the rules, in what was seen.
    bool due() const { return due_; }

  private:
    enum class Kind { Tag, Comment, Instruction, Reference, Other };

    void followTag(std::string_view octets);
    /// Due at the second of two octets in a row.
    void followPair(std::string_view octets, char first, char second);

    Kind kind_ = Kind::Other;
    char quote_ = '\0';  ///< in a tag: the quote that ends the value we are in
    char last_ = '\0';   ///< the octet before those to come
    bool due_ = false;
};

}  // namespace xmppconf::xml
