#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "suite/options/OptionTable.h"

namespace xmppconf::suite::manual {

/// An option as manuals and completions speak of it. Its texts live as long as the option table.
struct Form {
    std::string_view longName;   ///< "--verbose"
    std::string_view shortName;  ///< "-v", or empty
    std::string_view value;      ///< as in the table
    std::string_view text;
    std::string_view group;
    bool repeats = false;
    enum class Takes { Nothing, Choice, File, Folder, Pattern, Id, Other };
    static constexpr std::size_t kTakes = 7;
    Takes takes = Takes::Nothing;
    std::vector<std::string_view> choices;  ///< with Choice
};

/// All options of a run, or of a subcommand, in the order of their table.
std::vector<Form> formsOf(std::span<const OptionForm> options);

/// The words with a separator between them.
std::string joined(const std::vector<std::string_view>& words, std::string_view separator);

}  // namespace xmppconf::suite::manual
