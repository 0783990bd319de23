#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::suite {

/// One option of the command line: its place in --help and how often it may stand.
struct OptionForm {
    std::string_view name;  ///< "--target", "-v,--verbose"
    /// What it takes, as --help shows it: one name ("FILE"), or all that may be given ("must|should|may").
    /// Empty: nothing, it is a switch.
    std::string_view value;
    std::string_view text;
    std::string_view group;
    bool repeats = false;
};

std::span<const OptionForm> optionForms();

/// The values given to each option, by its long name ("--target"). A switch that was given has one empty
/// value.
using GivenOptions = std::map<std::string, std::vector<std::string>, std::less<>>;

}  // namespace xmppconf::suite
