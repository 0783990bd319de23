#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "reports/text/Escape.h"
#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/proof/Matrix.h"

/// For people who write faults: holds the conversation of a vector with a faulty server, in memory, and shows
/// it.
int main(int argc, char** argv) {
    using namespace xmppconf;
    using namespace xmppconf::faulty;
    CLI::App app("Holds the conversation of a vector with a faulty server and shows it");
    std::string id;
    std::vector<std::string> faults;
    bool all = false;
    app.add_option("vector", id, "Its id")->required();
    app.add_option("faults", faults, "Faults to switch on; none: the honest server");
    app.add_flag("--all", all, "Also settings in which the vector is skipped");
    CLI11_PARSE(app, argc, argv);

    Conduct conduct;
    for (const std::string& name : faults) {
        const Fault* fault = faultNamed(name);
        if (!fault) {
            std::cerr << fmt::format("there is no fault '{}'\n", name);
            return 2;
        }
        fault->apply(conduct);
    }
    const vector::Vector* vector = projectCorpus().vector(id);
    if (!vector) {
        std::cerr << fmt::format("there is no vector '{}'\n", id);
        return 2;
    }
    const Trial trial(projectCorpus());
    for (const Setting& setting : settings()) {
        const auto outcome = trial.hold(*vector, setting, conduct);
        if (outcome.verdict == judge::Verdict::Skip && !all) continue;
        std::cout << fmt::format("== {}: {} {}\n", setting.name(), judge::nameOf(outcome.verdict),
                                 outcome.reason());
        for (const auto& entry : outcome.transcript) {
            using Kind = dialogue::TranscriptEntry::Kind;
            const char* who = entry.kind == Kind::Sent ? "C:" : entry.kind == Kind::Received ? "S:" : "--";
            std::cout << fmt::format("{:8.3f} {} {} {}\n", static_cast<double>(entry.at.count()) / 1e6,
                                     entry.conn, who, reports::visible(entry.octets));
        }
        for (const auto& check : outcome.checks)
            std::cout << fmt::format("   {} {}: {}\n", judge::nameOf(check.verdict), check.requirement,
                                     reports::visible(check.actual));
    }
    return 0;
}
