#include "suite/manual/ManPage.h"

#include <fmt/format.h>

#include "reports/model/ExitMeaning.h"
#include "suite/manual/Form.h"

namespace xmppconf::suite::manual {
namespace {

// A hyphen would be typeset as one, and could not be searched for or copied; a line that begins with a dot or
// a quote would be a request to the formatter.
std::string roff(std::string_view text) {
    std::string result;
    if (text.starts_with('.') || text.starts_with('\'')) result = "\\&";
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result;
}

std::string values(const Form& form) {
    if (form.takes != Form::Takes::Choice) return fmt::format("\\fI{}\\fR", roff(form.value));
    return fmt::format("\\fB{}\\fR", joined(form.choices, "\\fR|\\fB"));
}

std::string entry(const Form& form) {
    std::string text = ".TP\n";
    if (!form.shortName.empty()) text += fmt::format("\\fB{}\\fR, ", roff(form.shortName));
    text += fmt::format("\\fB{}\\fR", roff(form.longName));
    if (!form.value.empty()) text += ' ' + values(form);
    text += fmt::format("\n{}.\n", roff(form.text));
    if (form.repeats) text += "May be given several times.\n";
    return text;
}

std::string options() {
    std::string text;
    std::string_view group;
    for (const Form& form : formsOf(optionForms())) {
        if (form.group != group) text += fmt::format(".SS {}\n", roff(form.group));
        group = form.group;
        text += entry(form);
    }
    return text;
}

std::string commands() {
    std::string text;
    for (const CommandForm& command : commandForms()) {
        text += fmt::format(".SS xmppconf {} {}\n{}.\n", roff(command.name), roff(command.arguments),
                            roff(command.text));
        for (const Form& form : formsOf(command.options)) text += entry(form);
        text += fmt::format(".PP\nExit status: {}.\n", roff(command.exitCodes));
    }
    return text;
}

std::string exitCodes() {
    std::string text;
    for (const reports::ExitCodeMeaning& meaning : reports::exitCodeMeanings())
        text += fmt::format(".TP\n.B {}\n{}\n", meaning.code, roff(meaning.when));
    return text;
}

}  // namespace

Result<std::string> manPage(std::string frame, std::string_view version, std::string_view date) {
    const std::pair<std::string_view, std::string> parts[] = {{"@OPTIONS@\n", options()},
                                                              {"@COMMANDS@\n", commands()},
                                                              {"@EXIT-CODES@\n", exitCodes()},
                                                              {"@VERSION@", std::string(version)},
                                                              {"@DATE@", std::string(date)}};
    for (const auto& [name, text] : parts) {
        const auto place = frame.find(name);
        if (place == frame.npos) return Failure{fmt::format("the page's frame lacks {}", name)};
        frame.replace(place, name.size(), text);
    }
    return frame;
}

}  // namespace xmppconf::suite::manual
