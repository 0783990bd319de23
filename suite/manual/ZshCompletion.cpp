#include <fmt/format.h>

#include "suite/manual/Completions.h"
#include "suite/manual/Form.h"

namespace xmppconf::suite::manual {
namespace {

constexpr std::string_view kZshHead = R"zsh(#compdef xmppconf
# Completion of xmppconf for zsh, made from the program's own table of options.

_xmppconf_patterns() {
    compadd - ${(f)"$(_call_program patterns $words[1] --list | awk '{ print $1; print $2 }' | sort -u)"}
}

_xmppconf_ids() {
    compadd - ${(f)"$(_call_program ids $words[1] --list --requirements | awk '$1 ~ "/" { print $1 }' | sort -u)"}
}

)zsh";

// Within a specification in single quotes: a quote ends it, brackets and colons delimit its parts.
std::string zshQuoted(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\'') {
            result += "'\\''";
            continue;
        }
        if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
        result += c;
    }
    return result;
}

std::string zshValue(const Form& form) {
    switch (form.takes) {
        case Form::Takes::Nothing:
            return {};
        case Form::Takes::Choice:
            return fmt::format(":value:({})", joined(form.choices, " "));
        case Form::Takes::File:
            return ":file:_files";
        case Form::Takes::Folder:
            return ":folder:_files -/";
        case Form::Takes::Pattern:
            return ":pattern:_xmppconf_patterns";
        case Form::Takes::Id:
            return ":id:_xmppconf_ids";
        case Form::Takes::Other:
            break;
    }
    return fmt::format(":{}: ", zshQuoted(form.value));
}

std::string specification(const Form& form) {
    const std::string rest = fmt::format("[{}]{}'", zshQuoted(form.text), zshValue(form));
    if (!form.shortName.empty())
        return fmt::format("'({0} {1})'{{{0},{1}}}'{2}", form.shortName, form.longName, rest);
    return fmt::format("'{}{}{}{}", form.repeats ? "*" : "", form.longName, form.value.empty() ? "" : "=",
                       rest);
}

std::string arguments(std::span<const OptionForm> options) {
    std::string text = "_arguments -s -S";
    for (const Form& form : formsOf(options)) text += " \\\n        " + specification(form);
    return text;
}

}  // namespace

std::string zshCompletion() {
    std::string names;
    std::string cases;
    for (const CommandForm& command : commandForms()) {
        names += fmt::format(" '{}:{}'", command.name, zshQuoted(command.text));
        cases += fmt::format(
            "    ({})\n        shift words\n        (( --CURRENT ))\n        {} \\\n        '*:file:_files'\n"
            "        ;;\n",
            command.name, arguments(command.options));
    }
    return fmt::format(
        "{}local -a commands=({} )\nif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
        "    _describe command commands\n    return\nfi\ncase $words[2] in\n{}    (*)\n        {}\n"
        "        ;;\nesac\n",
        kZshHead, names, cases, arguments(optionForms()));
}

}  // namespace xmppconf::suite::manual
