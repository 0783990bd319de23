#include "suite/commands/Commands.h"

#include <csignal>

#include "suite/commands/DiffCommand.h"
#include "suite/commands/RenderCommand.h"
#include "suite/options/CommandLine.h"
#include "suite/options/ExitCode.h"

namespace xmppconf::suite {
namespace {

using Run = CommandEnd (*)(const GivenArguments&, const Surroundings&);

struct Command {
    std::string_view name;
    Run run;
};

constexpr Command kCommands[] = {{"render", render}, {"diff", diff}};

}  // namespace

int runCommand(const CommandForm& command, const std::vector<std::string>& arguments,
               const Surroundings& surroundings) {
    const auto refuse = [&](const std::string& sentence, ExitCode code) {
        surroundings.errors << "xmppconf " << command.name << ": " << sentence << '\n';
        return static_cast<int>(code);
    };
    std::signal(SIGXFSZ, SIG_IGN);  // a file that grew too large is a failure of writing, with its sentence
    const auto given = readCommandLine(command, arguments);
    if (!given) return refuse(given.error(), ExitCode::BadUsage);
    if (given.value().options.contains("--help")) {
        surroundings.output << helpText(command) << std::flush;
        return static_cast<int>(ExitCode::Conforms);
    }
    for (const Command& known : kCommands) {
        if (known.name != command.name) continue;
        const CommandEnd end = known.run(given.value(), surroundings);
        return end.sentence.empty() ? static_cast<int>(end.code) : refuse(end.sentence, end.code);
    }
    return refuse("is not known", ExitCode::OwnError);
}

}  // namespace xmppconf::suite
