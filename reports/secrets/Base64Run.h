#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::reports {

/// A stretch of text that could be Base64: characters of its alphabet, with white space between them or none.
struct Base64Run {
    std::string characters;                ///< without white space and padding
    std::vector<std::uint32_t> positions;  ///< in the text, of each character

    /// Decoded from the character `skip` on, as far as it goes; padding and strictness do not matter here.
    std::string decoded(std::size_t skip) const;
};

/// All runs of at least `least` characters. The text is at most 4 GiB.
std::vector<Base64Run> base64Runs(std::string_view text, std::size_t least);

bool isBase64(char c);

}  // namespace xmppconf::reports
