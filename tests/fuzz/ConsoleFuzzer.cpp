#include <sstream>

#include "harness/sasl/Charset.h"
#include "reports/terminal/ConsoleReport.h"
#include "reports/terminal/TraceReport.h"
#include "tests/fuzz/HostileRun.h"

// Whatever the target sends, a terminal is shown UTF-8 text, without any sequence that it acts on.

using namespace xmppconf;

XMPPCONF_FUZZER(Console) {
    reports::SampleRun run;
    fuzz::makeHostile(run, {data, size});
    std::ostringstream output;
    reports::TraceReport trace(output, false);
    reports::ConsoleReport console(output, {.verbose = true});
    run.play({&trace, &console});
    const std::string text = output.str();
    fuzz::require(sasl::isUtf8(text), "it is not UTF-8");
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        fuzz::require(!control || c == '\n' || c == '\t', "a control character reaches the terminal");
    }
    for (const std::string_view acting :
         {"\xc2\x9b", "\xc2\x90", "\xe2\x80\xae", "\xe2\x81\xa6", "\xef\xbb\xbf"}) {
        fuzz::require(text.find(acting) == text.npos, "a character that a terminal acts on is left");
    }
    return 0;
}
