#include <fmt/format.h>

#include "suite/manual/Completions.h"
#include "suite/manual/Form.h"

namespace xmppconf::suite::manual {
namespace {

// "=" separates words in bash, so that "--tls=a" comes as three of them.
constexpr std::string_view kFrame =
    R"bash(# Completion of xmppconf for bash, made from the program's own table of options.
# shellcheck shell=bash

_xmppconf_patterns() {{ "${{COMP_WORDS[0]}}" --list 2>/dev/null | awk '{{ print $1; print $2 }}' | sort -u; }}
_xmppconf_ids() {{ "${{COMP_WORDS[0]}}" --list --requirements 2>/dev/null | awk '$1 ~ "/" {{ print $1 }}' | sort -u; }}

_xmppconf() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
    if [ "$current" = = ]; then
        current=''
    elif [ "$before" = = ]; then
        before=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    COMPREPLY=()
    case $before in
{}    esac
    mapfile -t COMPREPLY < <(compgen -W '{}' -- "$current")
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

}  // namespace

std::string bashCompletion() {
    std::vector<std::string_view> all;
    std::vector<std::string_view> byKind[Form::kTakes];
    std::string cases;
    for (const Form& form : forms()) {
        for (const auto name : {form.shortName, form.longName}) {
            if (name.empty()) continue;
            all.push_back(name);
            byKind[static_cast<std::size_t>(form.takes)].push_back(name);
        }
        if (form.takes == Form::Takes::Choice)
            cases += caseOf({form.longName}, reply(fmt::format("-W '{}'", joined(form.choices, " "))));
    }
    const auto of = [&](Form::Takes kind) { return byKind[static_cast<std::size_t>(kind)]; };
    cases += caseOf(of(Form::Takes::File), files("-f")) + caseOf(of(Form::Takes::Folder), files("-d"));
    cases += caseOf(of(Form::Takes::Pattern), reply("-W \"$(_xmppconf_patterns)\""));
    cases += caseOf(of(Form::Takes::Id), reply("-W \"$(_xmppconf_ids)\""));
    cases += caseOf(of(Form::Takes::Other), {});
    return fmt::format(kFrame, cases, joined(all, " "));
}

}  // namespace xmppconf::suite::manual
