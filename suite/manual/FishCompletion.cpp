#include <fmt/format.h>

#include "suite/manual/Completions.h"
#include "suite/manual/Form.h"

namespace xmppconf::suite::manual {
namespace {

constexpr std::string_view kFishHead =
    R"(# Completion of xmppconf for fish, made from the program's own table of options.

function __xmppconf_command    # is it this one; is it any
    set -l words (commandline -opc)
    test (count $words) -gt 1; and not string match -q -- '-*' $words[2]; or return 1
    test (count $argv) -eq 0; or test "$words[2]" = "$argv[1]"
end

function __xmppconf_patterns
    xmppconf --list 2>/dev/null | awk '{ print $1; print $2 }' | sort -u
end

function __xmppconf_ids
    xmppconf --list --requirements 2>/dev/null | awk '$1 ~ "/" { print $1 }' | sort -u
end

complete -c xmppconf -f
)";

std::string fishQuoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') result += '\\';
        result += c;
    }
    return result + "'";
}

std::string fishValue(const Form& form) {
    switch (form.takes) {
        case Form::Takes::Nothing:
            return {};
        case Form::Takes::Choice:
            return fmt::format(" -x -a {}", fishQuoted(joined(form.choices, " ")));
        case Form::Takes::File:
            return " -r -F";
        case Form::Takes::Folder:
            return " -x -a '(__fish_complete_directories)'";
        case Form::Takes::Pattern:
            return " -x -a '(__xmppconf_patterns)'";
        case Form::Takes::Id:
            return " -x -a '(__xmppconf_ids)'";
        case Form::Takes::Other:
            break;
    }
    return " -x";
}

std::string lines(std::span<const OptionForm> options, std::string_view condition) {
    std::string text;
    for (const Form& form : formsOf(options)) {
        text += fmt::format("complete -c xmppconf -n '{}'", condition);
        if (!form.shortName.empty()) text += fmt::format(" -s {}", form.shortName.substr(1));
        text +=
            fmt::format(" -l {}{} -d {}\n", form.longName.substr(2), fishValue(form), fishQuoted(form.text));
    }
    return text;
}

}  // namespace

std::string fishCompletion() {
    std::string text(kFishHead);
    text += lines(optionForms(), "not __xmppconf_command");
    for (const CommandForm& command : commandForms()) {
        text += fmt::format("complete -c xmppconf -n __fish_is_first_arg -a {} -d {}\n", command.name,
                            fishQuoted(command.text));
        text += fmt::format("complete -c xmppconf -n '__xmppconf_command {}' -F\n", command.name);
        text += lines(command.options, fmt::format("__xmppconf_command {}", command.name));
    }
    return text;
}

}  // namespace xmppconf::suite::manual
