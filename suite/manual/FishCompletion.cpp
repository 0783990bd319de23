#include <fmt/format.h>

#include "suite/manual/Completions.h"
#include "suite/manual/Form.h"

namespace xmppconf::suite::manual {
namespace {

constexpr std::string_view kHead =
    R"(# Completion of xmppconf for fish, made from the program's own table of options.

function __xmppconf_patterns
    xmppconf --list 2>/dev/null | awk '{ print $1; print $2 }' | sort -u
end

function __xmppconf_ids
    xmppconf --list --requirements 2>/dev/null | awk '$1 ~ "/" { print $1 }' | sort -u
end

complete -c xmppconf -f
)";

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') result += '\\';
        result += c;
    }
    return result + "'";
}

std::string value(const Form& form) {
    switch (form.takes) {
        case Form::Takes::Nothing:
            return {};
        case Form::Takes::Choice:
            return fmt::format(" -x -a {}", quoted(joined(form.choices, " ")));
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

}  // namespace

std::string fishCompletion() {
    std::string text(kHead);
    for (const Form& form : forms()) {
        text += "complete -c xmppconf";
        if (!form.shortName.empty()) text += fmt::format(" -s {}", form.shortName.substr(1));
        text += fmt::format(" -l {}{} -d {}\n", form.longName.substr(2), value(form), quoted(form.text));
    }
    return text;
}

}  // namespace xmppconf::suite::manual
