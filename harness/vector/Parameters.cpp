#include "harness/vector/Parameters.h"

#include <fmt/format.h>

#include "harness/vector/DidYouMean.h"

namespace xmppconf::vector {

Parameters Parameters::ofRow(const std::string& name, const std::string& value) {
    Parameters row(Map{{name, value}});
    row.where_ = "this table";
    return row;
}

std::variant<std::string, TextMistake> Parameters::fill(std::string_view text) const {
    std::string result;
    for (;;) {
        const auto open = text.find("@{");
        result += text.substr(0, open);
        if (open == std::string_view::npos) return result;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) return TextMistake{"@{", "'@{' is not closed by '}'"};
        const auto name = text.substr(open + 2, close - open - 2);
        const std::string written(text.substr(open, close + 1 - open));
        if (where_.empty())
            return TextMistake{
                written,
                fmt::format("'{}' stands for a parameter, and only fragments and tables have them", written)};
        const auto value = values_.find(name);
        if (value == values_.end()) {
            return TextMistake{written, fmt::format("{} has no parameter '{}'{}", where_, name,
                                                    didYouMean(name, keysOf(values_)))};
        }
        result += value->second;
        text.remove_prefix(close + 1);
    }
}

}  // namespace xmppconf::vector
