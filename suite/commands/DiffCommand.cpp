#include "suite/commands/DiffCommand.h"

#include <fmt/format.h>

#include "reports/files/AtomicFile.h"
#include "reports/html/HtmlDiff.h"
#include "reports/terminal/DiffText.h"
#include "suite/commands/StoredReport.h"
#include "suite/options/OptionReader.h"
#include "suite/options/Options.h"

namespace xmppconf::suite {

CommandEnd diff(const GivenArguments& given, const Surroundings& surroundings) {
    OptionReader reader(given.options);
    std::string htmlFile;
    ColorChoice color = ColorChoice::Auto;
    reader.text("--html", htmlFile);
    readColor(reader, color);
    if (given.files.size() != 2)
        reader.fail(fmt::format("two reports are needed, the older one first; {} given", given.files.size()));
    if (std::string loss = wouldOverwrite(given.files, htmlFile); !loss.empty()) reader.fail(std::move(loss));
    if (!reader.failure().empty()) return {ExitCode::BadUsage, reader.failure()};

    const auto before = readStoredReport(given.files[0]);
    if (!before) return {ExitCode::BadUsage, before.error()};
    const auto after = readStoredReport(given.files[1]);
    if (!after) return {ExitCode::BadUsage, after.error()};
    const reports::ReportDiff difference = reports::differenceOf(before.value(), after.value());
    const auto& older = before.value().report;
    const auto& newer = after.value().report;

    const Console console = surroundings.console(htmlFile == "-", color);
    console.stream << reports::diffText(older, newer, difference, reports::Palette(console.colour))
                   << std::flush;
    if (!console.stream) return {ExitCode::OwnError, "what changed could not be written to standard output"};
    if (!htmlFile.empty())
        if (const auto written =
                reports::AtomicFile::write(htmlFile, reports::htmlDiff(older, newer, difference));
            !written)
            return {ExitCode::OwnError, written.error()};
    return {difference.regressions() == 0 ? ExitCode::Conforms : ExitCode::Broken};
}

}  // namespace xmppconf::suite
