#include <fmt/format.h>

#include "suite/manual/Completions.h"
#include "suite/manual/Form.h"

namespace xmppconf::suite::manual {
namespace {

constexpr std::string_view kBashHead =
    R"bash(# Completion of xmppconf for bash, made from the program's own table of options.
# shellcheck shell=bash

_xmppconf_patterns() { "${COMP_WORDS[0]}" --list 2>/dev/null | awk '{ print $1; print $2 }' | sort -u; }
_xmppconf_ids() { "${COMP_WORDS[0]}" --list --requirements 2>/dev/null | awk '$1 ~ "/" { print $1 }' | sort -u; }
)bash";

// "=" separates words in bash, so that "--tls=a" comes as three of them.
constexpr std::string_view kFunction = R"bash(
{}() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
    if [ "$current" = = ]; then
        current=''
    elif [ "$before" = = ]; then
        before=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    case $before in
{}    esac
    case $current in
{}    esac
}}
)bash";

constexpr std::string_view kMain = R"bash(
_xmppconf() {{
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ] && [[ ${{COMP_WORDS[1]}} != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '{}' -- "${{COMP_WORDS[1]}}")
        return
    fi
    case ${{COMP_WORDS[1]}} in
{}        *) _xmppconf_run ;;
    esac
}}

complete -F _xmppconf xmppconf
)bash";

std::string caseOf(const std::vector<std::string_view>& names, std::string_view command) {
    if (names.empty()) return {};
    return fmt::format("        {})\n{}            return\n            ;;\n", joined(names, " | "), command);
}

std::string reply(std::string_view words) {
    return fmt::format("            mapfile -t COMPREPLY < <(compgen {} -- \"$current\")\n", words);
}

std::string files(std::string_view kind) {
    return "            compopt -o filenames 2>/dev/null\n" + reply(kind);
}

// Completes the words behind the name of a subcommand, or those of a run.
std::string function(std::string_view name, std::span<const OptionForm> options, bool takesFiles) {
    std::vector<std::string_view> all;
    std::vector<std::string_view> byKind[Form::kTakes];
    std::string cases;
    for (const Form& form : formsOf(options)) {
        for (const auto word : {form.shortName, form.longName}) {
            if (word.empty()) continue;
            all.push_back(word);
            byKind[static_cast<std::size_t>(form.takes)].push_back(word);
        }
        if (form.takes == Form::Takes::Choice)
            cases += caseOf({form.longName}, reply(fmt::format("-W '{}'", joined(form.choices, " "))));
    }
    const auto of = [&](Form::Takes kind) { return byKind[static_cast<std::size_t>(kind)]; };
    cases += caseOf(of(Form::Takes::File), files("-f")) + caseOf(of(Form::Takes::Folder), files("-d"));
    cases += caseOf(of(Form::Takes::Pattern), reply("-W \"$(_xmppconf_patterns)\""));
    cases += caseOf(of(Form::Takes::Id), reply("-W \"$(_xmppconf_ids)\""));
    cases += caseOf(of(Form::Takes::Other), {});
    std::string words = caseOf({takesFiles ? "-*" : "*"}, reply(fmt::format("-W '{}'", joined(all, " "))));
    if (takesFiles) words += caseOf({"*"}, files("-f"));
    return fmt::format(kFunction, name, cases, words);
}

}  // namespace

std::string bashCompletion() {
    std::string text = std::string(kBashHead) + function("_xmppconf_run", optionForms(), false);
    std::vector<std::string_view> names;
    std::string cases;
    for (const CommandForm& command : commandForms()) {
        text += function(fmt::format("_xmppconf_{}", command.name), command.options, true);
        names.push_back(command.name);
        cases += fmt::format("        {0}) _xmppconf_{0} ;;\n", command.name);
    }
    return text + fmt::format(kMain, joined(names, " "), cases);
}

}  // namespace xmppconf::suite::manual
