#pragma once

#include <string>
#include <variant>
#include <vector>

namespace xmppconf::vector {

/// `base64`, `cut:4`: what is done to a value on its way in or out. `argument` is empty where none is
/// written.
struct Filter {
    std::string name;
    std::string argument;
};

/// `${name|filter|…}`: the value of a name goes here.
struct Insert {
    std::string name;
    std::vector<Filter> filters;
};

/// `?{name|filter:regex}`: what stands here is taken under that name. An empty name takes nothing, an empty
/// regex constrains nothing.
struct Take {
    std::string name;
    std::vector<Filter> filters;
    std::string regex;
};

/// Text with places to fill. Only texts that are matched may hold a Take.
struct Template {
    using Part = std::variant<std::string, Insert, Take>;
    std::vector<Part> parts;

    bool empty() const { return parts.empty(); }
};

}  // namespace xmppconf::vector
