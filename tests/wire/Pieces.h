#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace xmppconf::wire {

/// What stands at the level of an XML stream, whole: a header, an element with all that is in it, …
struct Piece {
    enum class Kind { Declaration, Header, Element, ClosingTag, Other };
    Kind kind = Kind::Other;
    std::string name;    ///< as written, with its prefix; of headers and elements
    std::string octets;  ///< as they came
};

/// Cuts what a server sends on its streams into pieces, however its octets come. Believes that they are
/// well-formed. A stream that begins anew on the same connection needs no word about it.
class Pieces {
  public:
    void feed(std::string_view octets) { unread_ += octets; }
    /// The next piece that is whole.
    std::optional<Piece> next();
    /// Octets of a piece that is not whole.
    std::size_t held() const { return unread_.size(); }
    /// What is left of a piece that did not become whole.
    std::string takeRest();

  private:
    std::optional<std::size_t> endOfMarkup(std::size_t from) const;
    Piece take(Piece::Kind kind, std::size_t size);

    std::string unread_;
    std::size_t scanned_ = 0;  ///< of `unread_`; the piece goes on behind it
    std::size_t depth_ = 0;    ///< of elements that are open there
};

}  // namespace xmppconf::wire
