#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/sasl/Exchange.h"
#include "reports/secrets/PatternSet.h"

namespace xmppconf::reports {

/// Finds secrets in foreign texts however they are wrapped: as they are, in hexadecimal, in Base64 (alone or
/// inside of something longer, also twice, also with white space in it), and any of these with XML entities.
/// The case of ASCII letters does not matter. Time grows with the text, not with its content.
class SecretFinder {
  public:
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::string_view label;  ///< of the secret; lives as long as the finder
    };

    explicit SecretFinder(std::span<const sasl::Secret> secrets);

    bool empty() const { return plain_.empty(); }
    /// What to mask: in order, apart from one another. `cut`: octets are missing behind the text, so that a
    /// secret may have been cut through.
    std::vector<Span> find(std::string_view text, bool cut) const;

  private:
    using Matches = std::vector<PatternSet::Match>;
    void addMatches(std::string_view text, bool cut, Matches& matches) const;
    void addEncoded(std::string_view text, bool cut, int depth, Matches& matches) const;
    void addUnescaped(std::string_view text, bool cut, Matches& matches) const;

    std::vector<std::string> labels_;
    PatternSet plain_;
    PatternSet wrapped_;  ///< without the very short ones, which any decoded octets hold by chance
};

}  // namespace xmppconf::reports
