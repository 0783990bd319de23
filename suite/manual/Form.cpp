#include "suite/manual/Form.h"

#include <fmt/ranges.h>

namespace xmppconf::suite::manual {
namespace {

std::vector<std::string_view> choicesOf(std::string_view value) {
    std::vector<std::string_view> choices;
    for (std::size_t end = 0; (end = value.find('|')) != value.npos; value.remove_prefix(end + 1))
        choices.push_back(value.substr(0, end));
    choices.push_back(value);
    return choices;
}

Form::Takes taken(std::string_view value) {
    if (value.empty()) return Form::Takes::Nothing;
    if (value.find('|') != value.npos) return Form::Takes::Choice;
    if (value == "FILE") return Form::Takes::File;
    if (value == "DIR") return Form::Takes::Folder;
    if (value == "PATTERN") return Form::Takes::Pattern;
    return value == "ID" ? Form::Takes::Id : Form::Takes::Other;
}

Form formOf(const OptionForm& option) {
    Form form;
    form.longName = option.longName();
    form.shortName = option.shortName();
    form.value = option.value;
    form.text = option.text;
    form.group = option.group;
    form.repeats = option.repeats;
    form.takes = taken(option.value);
    if (form.takes == Form::Takes::Choice) form.choices = choicesOf(option.value);
    return form;
}

}  // namespace

std::vector<Form> formsOf(std::span<const OptionForm> options) {
    std::vector<Form> all;
    for (const OptionForm& option : options) all.push_back(formOf(option));
    return all;
}

std::string joined(const std::vector<std::string_view>& words, std::string_view separator) {
    return fmt::format("{}", fmt::join(words, separator));
}

}  // namespace xmppconf::suite::manual
