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

    /// "--verbose"
    std::string_view longName() const { return name.substr(name.rfind(',') + 1); }
    /// "-v", or empty
    std::string_view shortName() const {
        return name.find(',') == name.npos ? std::string_view() : name.substr(0, name.find(','));
    }
};

/// What stands behind the program's name first, for something other than a run: `xmppconf render A.json …`.
struct CommandForm {
    std::string_view name;
    std::string_view arguments;  ///< what it takes beside options, as --help shows it
    std::string_view text;
    std::string_view exitCodes;
    std::span<const OptionForm> options;
};

std::span<const OptionForm> optionForms();  ///< of a run
std::span<const CommandForm> commandForms();
const CommandForm* commandNamed(std::string_view name);  ///< nothing: there is none

/// The values given to each option, by its long name ("--target"). A switch that was given has one empty
/// value.
using GivenOptions = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What a subcommand was given.
struct GivenArguments {
    std::vector<std::string> files;  ///< what stands there without an option
    GivenOptions options;
};

}  // namespace xmppconf::suite
