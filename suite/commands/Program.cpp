#include "suite/commands/Program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>

#include "harness/octets/Interrupt.h"
#include "reports/files/AtomicFile.h"
#include "suite/commands/Commands.h"
#include "suite/commands/ReportSet.h"
#include "suite/commands/Signals.h"
#include "suite/corpus/Library.h"
#include "suite/corpus/Selection.h"
#include "suite/explain/Explanation.h"
#include "suite/explain/Listing.h"
#include "suite/options/Accounts.h"
#include "suite/options/BaselineFile.h"
#include "suite/options/CommandLine.h"
#include "suite/options/Jid.h"
#include "suite/options/Options.h"
#include "suite/options/RepeatCommand.h"
#include "suite/run/TestRun.h"

namespace xmppconf::suite {
namespace {

int code(ExitCode exitCode) { return static_cast<int>(exitCode); }

class Program {
  public:
    Program(const std::vector<std::string>& arguments, const Options& options,
            const Surroundings& surroundings)
        : arguments_(arguments), options_(options), surroundings_(surroundings) {}

    int run() {
        auto corpus = loadCorpus(options_.vectorFolders);
        if (!corpus) {
            surroundings_.errors << corpus.error() << '\n';
            return code(ExitCode::BadUsage);
        }
        if (options_.mode == Options::Mode::Explain)
            return print(explain(corpus.value(), options_.explain, options_.verbose));
        const bool list = options_.mode == Options::Mode::List;
        auto selected = selectVectors(corpus.value(), {options_.select, options_.exclude, options_.level,
                                                       list ? options_.impacts : std::set<vector::Impact>()});
        if (!selected) return refuse(selected.error());
        if (list)
            return print(options_.listRequirements
                             ? listRequirements(corpus.value(), selected.value(), options_.impacts)
                             : listVectors(corpus.value(), selected.value()));
        return test(corpus.value(), std::move(selected).value());
    }

  private:
    int refuse(const std::string& sentence, ExitCode exitCode = ExitCode::BadUsage) {
        surroundings_.errors << "xmppconf: " << sentence << '\n';
        return code(exitCode);
    }

    int print(const Result<std::string>& text) {
        if (!text) return refuse(text.error());
        surroundings_.output << text.value() << std::flush;
        return surroundings_.output ? code(ExitCode::Conforms) : code(ExitCode::OwnError);
    }

    int test(const vector::Corpus& corpus, std::vector<const vector::Vector*> selected) {
        auto accounts = gatherAccounts(options_, surroundings_.password);
        if (!accounts) return refuse(accounts.error());
        const std::string domain = domainOf(accounts.value());
        accounts = accountsOfDomain(std::move(accounts).value(), domain);
        if (!accounts) return refuse(accounts.error());
        for (const std::string& warning : accounts.value().warnings)
            surroundings_.errors << "xmppconf: warning: " << warning << '\n';
        if (!options_.caFile.empty() && ::access(options_.caFile.c_str(), R_OK) != 0)
            return refuse(fmt::format("cannot read '{}', which --ca names", options_.caFile));
        auto baseline = readBaselineIfNamed();
        if (!baseline) return refuse(baseline.error());
        if (const auto writable = mayWriteBaseline(options_.writeBaselineFile, options_.baselineFile);
            !writable)
            return refuse(writable.error());
        for (const WrittenFile& file : options_.writtenFiles())
            if (const auto checked = reports::AtomicFile::check(file.path); !checked)
                return refuse(checked.error(), ExitCode::OwnError);

        const RunOrder order{options_,
                             corpus,
                             std::move(selected),
                             std::move(accounts).value().accounts,
                             domain,
                             shellQuoted(withName(arguments_)),
                             repeatCommand(options_),
                             std::move(baseline).value()};
        ReportSet reports(options_, surroundings_);
        octets::Interrupt interrupt;
        const Signals signals(interrupt);
        std::optional<RunResult> result;
        try {
            result = holdRun(order, reports.listener(), interrupt);
        } catch (const std::exception& error) {
            return refuse(fmt::format("a report failed, so the run tells nothing: {}", error.what()),
                          ExitCode::OwnError);
        }
        if (result->evidence) reports.show(*result->evidence);
        if (!options_.writeBaselineFile.empty() && !writeBaseline(result->summary, reports))
            return code(ExitCode::OwnError);
        return reports.allWritten() ? result->summary.exitCode : code(ExitCode::OwnError);
    }

    // A run that saw a part of the target only would accept, or forget, a part only.
    bool writeBaseline(const reports::RunSummary& summary, ReportSet& reports) {
        const std::string& path = options_.writeBaselineFile;
        if (!summary.complete) {
            reports.say("No baseline is written: the run is not complete.");
            return true;
        }
        if (const auto written = reports::AtomicFile::write(path, renewedBaseline(summary.baseline));
            !written)
            return refuse(written.error()), false;
        const auto& fresh = summary.baseline.fresh;
        const auto fatal = std::count_if(fresh.begin(), fresh.end(),
                                         [](const auto& one) { return one.entry.requirement.empty(); });
        reports.say(fmt::format("Baseline written to {}{}.", path == "-" ? "standard output" : path,
                                fatal == 0
                                    ? std::string()
                                    : fmt::format("; it cannot accept {} after which the server no longer "
                                                  "served",
                                                  fatal == 1 ? "the vector" : "the vectors")));
        return true;
    }

    Result<std::shared_ptr<const reports::Baseline>> readBaselineIfNamed() const {
        if (options_.baselineFile.empty()) return std::shared_ptr<const reports::Baseline>{};
        auto baseline = readBaseline(options_.baselineFile);
        if (!baseline) return Failure{baseline.error()};
        return std::make_shared<const reports::Baseline>(std::move(baseline).value());
    }

    std::string domainOf(const AccountList& accounts) const {
        if (!options_.domain.empty()) return canonicalDomain(options_.domain);
        return accounts.accounts.empty() ? options_.target->host : accounts.accounts.front().domain;
    }

    static std::vector<std::string> withName(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "xmppconf");
        return arguments;
    }

    const std::vector<std::string>& arguments_;
    const Options& options_;
    const Surroundings& surroundings_;
};

}  // namespace

int runProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    if (const CommandForm* command = arguments.empty() ? nullptr : commandNamed(arguments.front()))
        return runCommand(*command, {arguments.begin() + 1, arguments.end()}, surroundings);
    const auto options = parseOptions(arguments);
    if (!options) {
        surroundings.errors << "xmppconf: " << options.error() << "\nxmppconf --help lists the options.\n";
        return code(ExitCode::BadUsage);
    }
    switch (options.value().mode) {
        case Options::Mode::Help:
            surroundings.output << helpText() << std::flush;
            return code(ExitCode::Conforms);
        case Options::Mode::Version:
            surroundings.output << "xmppconf " << XMPPCONF_VERSION << '\n' << std::flush;
            return code(ExitCode::Conforms);
        default:
            return Program(arguments, options.value(), surroundings).run();
    }
}

}  // namespace xmppconf::suite
