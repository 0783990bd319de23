#pragma once

#include <cstddef>
#include <string>

#include "harness/Result.h"

namespace xmppconf::suite {

struct TextFile {
    std::string text;
    bool readableByAll = false;  ///< a regular file whose mode lets every user of the machine read it
};

/// The whole of a file; more than `most` octets are refused. The sentence says what is wrong and names the
/// path.
Result<TextFile> readTextFile(const std::string& path, std::size_t most);

}  // namespace xmppconf::suite
