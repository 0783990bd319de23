#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "harness/vector/TemplateParser.h"

namespace xmppconf::vector {

/// What `@{name}` stands for: in a fragment its parameters, in a table (`<for>`) the value of the row,
/// elsewhere nothing.
class Parameters {
  public:
    using Map = std::map<std::string, std::string, std::less<>>;

    Parameters() = default;
    /// With `open`, a fragment is read by itself: a parameter without default stands for itself, and a value
    /// that holds one cannot be judged.
    explicit Parameters(Map values, bool open = false)
        : values_(std::move(values)), where_("this fragment"), open_(open) {}
    /// Those of a table's row.
    static Parameters ofRow(const std::string& name, const std::string& value);

    std::variant<std::string, TextMistake> fill(std::string_view text) const;
    bool isOpen() const { return open_; }
    bool isOpen(std::string_view value) const { return open_ && value.find("@{") != std::string_view::npos; }
    const Map& values() const { return values_; }

  private:
    Map values_;
    std::string where_;  ///< empty: nothing stands for anything here
    bool open_ = false;
};

/// Those outside of fragments and tables.
inline const Parameters kNoParameters;

}  // namespace xmppconf::vector
