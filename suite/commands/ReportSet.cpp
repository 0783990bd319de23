#include "suite/commands/ReportSet.h"

#include <algorithm>
#include <utility>

#include "reports/files/CtrfReport.h"
#include "reports/files/JsonReport.h"
#include "reports/files/JunitReport.h"
#include "reports/files/SummaryReport.h"
#include "reports/html/HtmlReport.h"
#include "reports/terminal/ConsoleReport.h"
#include "reports/terminal/TraceReport.h"
#include "reports/text/DialogueText.h"
#include "reports/text/Escape.h"

namespace xmppconf::suite {
namespace {

constexpr std::size_t kEvidenceEntries = 12;
constexpr std::size_t kEvidenceOctets = 300;

bool takesOutput(const Options& options) {
    const auto files = options.writtenFiles();
    return std::any_of(files.begin(), files.end(), [](const WrittenFile& file) { return file.path == "-"; });
}

}  // namespace

ReportSet::ReportSet(const Options& options, const Surroundings& surroundings)
    : console_(surroundings.console(takesOutput(options), options.color)) {
    if (!options.jsonFile.empty()) addFile(std::make_unique<reports::JsonReport>(options.jsonFile));
    if (!options.htmlFile.empty()) addFile(std::make_unique<reports::HtmlReport>(options.htmlFile));
    if (!options.junitFile.empty()) addFile(std::make_unique<reports::JunitReport>(options.junitFile));
    if (!options.ctrfFile.empty()) addFile(std::make_unique<reports::CtrfReport>(options.ctrfFile));
    if (!options.summaryFile.empty()) addFile(std::make_unique<reports::SummaryReport>(options.summaryFile));
    const bool trace = options.trace || options.verbose;
    if (trace) add(std::make_unique<reports::TraceReport>(console_.stream, console_.colour));
    reports::ConsoleOptions consoleOptions;
    consoleOptions.colour = console_.colour;
    consoleOptions.interactive = console_.isTerminal && !trace;
    consoleOptions.verbose = options.verbose;
    consoleOptions.width = surroundings.columns;
    consoleOptions.files = files_;
    add(std::make_unique<reports::ConsoleReport>(console_.stream, std::move(consoleOptions)));
}

void ReportSet::addFile(std::unique_ptr<reports::FileReport> report) {
    files_.push_back(report.get());
    add(std::move(report));
}

void ReportSet::add(std::unique_ptr<reports::RunReport> report) {
    reports_.add(*report);
    owned_.push_back(std::move(report));
}

void ReportSet::show(const dialogue::Outcome& evidence) {
    const auto& transcript = evidence.transcript;
    if (transcript.size() < 2) return;  // the reason says it already
    console_.stream << "\nThe end of that conversation:\n";
    const std::size_t first = transcript.size() - std::min(transcript.size(), kEvidenceEntries);
    for (std::size_t i = first; i < transcript.size(); ++i)
        console_.stream << "  "
                        << reports::dialogueLine(transcript[i], reports::Palette(console_.colour),
                                                 kEvidenceOctets)
                        << '\n';
    console_.stream << std::flush;
}

void ReportSet::say(const std::string& sentence) {
    console_.stream << "  " << reports::visible(sentence) << '\n' << std::flush;
}

bool ReportSet::allWritten() const {
    return std::all_of(files_.begin(), files_.end(),
                       [](const reports::FileReport* file) { return file->written().ok(); });
}

}  // namespace xmppconf::suite
