#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/octets/Clock.h"
#include "harness/vector/Requirement.h"
#include "reports/model/Gate.h"
#include "suite/options/Target.h"

namespace xmppconf::suite {

enum class TlsChoice { Auto, StartTls, Direct, None };
using reports::FailOn;

/// What makes the exit code 1, and whether a gap makes it 5 (--fail-on).
struct FailOnList {
    FailOn requirements = FailOn::Must;  ///< broken ones of that level or above
    bool flaky = true;                   ///< a MUST that failed in one attempt and passed in another
    bool outage = true;                  ///< the server stopped serving during the run
    bool gap = true;                     ///< something could have been judged and was not
};

enum class ColorChoice { Auto, Always, Never };

class OptionReader;
/// The value of --color, which subcommands have too.
void readColor(OptionReader& reader, ColorChoice& into);

/// A file that a run writes, and the option that names it.
struct WrittenFile {
    std::string_view option;
    std::string path;  ///< "-": standard output
};

/// The command line, checked. What needs files or the network to be checked is checked later.
struct Options {
    enum class Mode { Run, List, Explain, Help, Version };
    Mode mode = Mode::Run;

    std::optional<Target> target;  ///< there in mode Run
    std::optional<unsigned short> directPort;
    std::string domain;  ///< empty: of the first account, else the host
    std::vector<std::string> accountFiles;
    std::vector<std::string> accounts;       ///< JIDs as given
    std::vector<std::string> passwordFiles;  ///< none, or one for each of `accounts`
    TlsChoice tls = TlsChoice::Auto;
    std::string caFile;
    bool insecure = false;

    std::vector<std::string> vectorFolders;  ///< empty: the vectors that came with the program
    std::vector<std::string> select;
    std::vector<std::string> exclude;
    vector::Level level = vector::Level::May;
    std::set<vector::Impact> impacts;  ///< what is listed and gated; empty: all
    bool intrusive = false;

    int jobs = 16;
    octets::Duration timeout = std::chrono::seconds(10);
    std::optional<std::uint64_t> seed;
    octets::Duration maxTime = std::chrono::minutes(5);  ///< of the whole run
    FailOnList failOn;
    std::string baselineFile;       ///< empty: none
    std::string writeBaselineFile;  ///< empty: none; "-": standard output

    std::string jsonFile;  ///< empty: none; "-": standard output
    std::string htmlFile;
    std::string junitFile;
    std::string ctrfFile;
    std::string summaryFile;
    bool trace = false;
    bool verbose = false;
    ColorChoice color = ColorChoice::Auto;

    bool listRequirements = false;
    std::string explain;

    std::vector<WrittenFile> writtenFiles() const;
};

/// The options of the arguments (without the program's name), or one sentence on the first thing wrong.
Result<Options> parseOptions(const std::vector<std::string>& arguments);

}  // namespace xmppconf::suite
