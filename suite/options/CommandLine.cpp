#include "suite/options/CommandLine.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "harness/vector/DidYouMean.h"
#include "reports/model/ExitMeaning.h"

namespace xmppconf::suite {
namespace {

constexpr std::string_view kPlainInShell =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@,+%";

using Forms = std::span<const OptionForm>;

std::vector<std::string_view> longNames(Forms forms) {
    std::vector<std::string_view> names;
    for (const OptionForm& form : forms) names.push_back(form.longName());
    return names;
}

const OptionForm* formOf(Forms forms, std::string_view name) {
    for (const OptionForm& form : forms)
        if (!name.empty() && (form.longName() == name || form.shortName() == name)) return &form;
    return nullptr;
}

void describe(CLI::App& app, Forms forms) {
    app.set_help_flag();
    for (const OptionForm& form : forms) {
        const std::string name(form.name);
        const std::string text(form.text);
        auto* option = form.value.empty() ? app.add_flag(name, text)
                                          : app.add_option(name, text)->allow_extra_args(false)->take_all();
        if (!form.value.empty()) option->expected(1)->take_all();
        option->option_text(std::string(form.value) + (form.repeats ? "..." : ""));
        option->group(std::string(form.group));
    }
}

std::string needsValue(const OptionForm& form) {
    const std::string_view name = form.longName();
    return fmt::format("{} needs a value: {} {}", name, name, form.value);
}

// The library takes the next option for the value of one that lacks it, and its own sentences name its types.
Result<void> eachWithItsValue(Forms forms, const std::vector<std::string>& arguments) {
    for (std::size_t at = 0; at < arguments.size() && arguments[at] != "--"; ++at) {
        const std::size_t equals = arguments[at].find('=');
        const OptionForm* form = formOf(forms, arguments[at].substr(0, equals));
        if (!form || (form->value.empty() && equals == std::string::npos)) continue;
        if (form->value.empty()) return Failure{fmt::format("{} takes no value", form->longName())};
        if (equals != std::string::npos) continue;
        if (++at == arguments.size() || formOf(forms, arguments[at])) return Failure{needsValue(*form)};
    }
    return {};
}

Failure unknownOption(const std::string& argument, Forms forms) {
    const std::string name = argument.substr(0, argument.find('='));
    return {fmt::format("unknown option '{}'{}", name, vector::didYouMean(name, longNames(forms)))};
}

Failure unexpected(const std::string& argument) {
    std::vector<std::string_view> commands;
    for (const CommandForm& form : commandForms()) commands.push_back(form.name);
    const std::string meant = vector::didYouMean(argument, commands);
    return {fmt::format("'{}' is no option{}", argument,
                        meant.empty() ? "; the server is named with --target" : meant)};
}

bool isOption(std::string_view argument) { return argument.starts_with('-') && argument.size() > 1; }

std::string quoted(const std::string& argument) {
    if (!argument.empty() && argument.find_first_not_of(kPlainInShell) == argument.npos) return argument;
    std::string result = "'";
    for (const char c : argument) {
        if (c == '\'')
            result += "'\\''";
        else
            result += c;
    }
    return result + "'";
}

}  // namespace

namespace {

/// Options and what is none of the forms.
Result<GivenArguments> readArguments(Forms forms, const std::vector<std::string>& arguments) {
    if (const auto valued = eachWithItsValue(forms, arguments); !valued) return Failure{valued.error()};
    CLI::App app;
    describe(app, forms);
    app.allow_extras();
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as the library wants them
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return Failure{error.what()};
    }
    GivenArguments given;
    for (const CLI::Option* option : app.get_options()) {
        if (option->count() == 0) continue;
        const std::string name = "--" + option->get_lnames().front();
        const OptionForm* form = formOf(forms, name);
        given.options[name] = form->value.empty() ? std::vector<std::string>{""} : option->results();
    }
    given.files = app.remaining();
    for (const std::string& extra : given.files)
        if (isOption(extra)) return unknownOption(extra, forms);
    return given;
}

Result<void> eachOnce(const GivenOptions& given, Forms forms) {
    for (const auto& [name, values] : given) {
        if (values.size() > 1 && !formOf(forms, name)->repeats)
            return Failure{fmt::format("{} is given twice", name)};
    }
    return {};
}

}  // namespace

Result<GivenOptions> readCommandLine(const std::vector<std::string>& arguments) {
    auto given = readArguments(optionForms(), arguments);
    if (!given) return Failure{given.error()};
    if (!given.value().files.empty()) return unexpected(given.value().files.front());
    if (const auto once = eachOnce(given.value().options, optionForms()); !once) return Failure{once.error()};
    return std::move(given).value().options;
}

Result<GivenArguments> readCommandLine(const CommandForm& command,
                                       const std::vector<std::string>& arguments) {
    auto given = readArguments(command.options, arguments);
    if (!given) return given;
    if (const auto once = eachOnce(given.value().options, command.options); !once)
        return Failure{once.error()};
    return given;
}

std::string helpText() {
    CLI::App app{"Protocol conformance suite for XMPP servers"};
    app.name("xmppconf");
    describe(app, optionForms());
    std::string footer;
    for (const CommandForm& form : commandForms())
        footer += fmt::format("xmppconf {} {}\n  {}\n", form.name, form.arguments, form.text);
    footer += "\nExit codes:\n";
    for (const reports::ExitCodeMeaning& meaning : reports::exitCodeMeanings())
        footer += fmt::format("  {}  {}\n", meaning.code, meaning.when);
    app.footer(footer);
    return app.help();
}

std::string helpText(const CommandForm& command) {
    CLI::App app{std::string(command.text)};
    app.name(fmt::format("xmppconf {} {}", command.name, command.arguments));
    describe(app, command.options);
    app.footer(fmt::format("Exit code: {}.", command.exitCodes));
    return app.help();
}

std::string shellQuoted(const std::vector<std::string>& arguments) {
    std::string line;
    for (const std::string& argument : arguments) {
        if (!line.empty()) line += ' ';
        line += quoted(argument);
    }
    return line;
}

}  // namespace xmppconf::suite
