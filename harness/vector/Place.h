#pragma once

#include <memory>
#include <string>

namespace xmppconf::vector {

/// Where something stands in a vector file. Columns and lines count from 1; 0 is unknown.
struct Place {
    std::shared_ptr<const std::string> file;  ///< as the user would name it
    int line = 0;
    int column = 0;
};

}  // namespace xmppconf::vector
