#include <algorithm>

#include "harness/sasl/Charset.h"
#include "reports/files/SummaryReport.h"
#include "tests/fuzz/HostileRun.h"

// The summary is Markdown in which the target's octets make no line, no cell and no HTML, and no link but
// those to plain addresses: of all that Markdown acts on there is as much as with harmless octets.

using namespace xmppconf;

namespace {

constexpr std::string_view kMarkup = "\n|[]<>`*_@!\\";
constexpr std::string_view kLinks = "[]";  // an address with anything odd in it becomes none

std::string summaryOf(fuzz::Input input) {
    reports::SampleRun run;
    fuzz::makeHostile(run, input);
    run.holdAgainstBaseline();
    reports::SummaryReport report(fuzz::reportPath());
    run.play({&report});
    return fuzz::takeWritten(report);
}

/// Without where its links lead to: nothing is markup there.
std::string withoutAddresses(std::string text) {
    constexpr std::string_view kBefore = "](https://";
    for (std::size_t at = text.find(kBefore); at != text.npos; at = text.find(kBefore, at + 1))
        text.erase(at + 2, std::min(text.find(')', at), text.size()) - at - 2);
    return text;
}

auto countOf(char c, const std::string& text) { return std::count(text.begin(), text.end(), c); }

}  // namespace

XMPPCONF_FUZZER(SummaryReport) {
    static constexpr std::string_view kHarmless = "harmless";
    static const std::string usual =
        summaryOf({reinterpret_cast<const std::uint8_t*>(kHarmless.data()), kHarmless.size()});
    const std::string text = summaryOf({data, size});
    fuzz::require(sasl::isUtf8(text), "the summary is not UTF-8");
    fuzz::require(std::none_of(text.begin(), text.end(),
                               [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }),
                  "the summary holds control characters");
    static const std::string usualMarkup = withoutAddresses(usual);
    const std::string markup = withoutAddresses(text);
    for (const char c : kMarkup) {
        const auto found = countOf(c, markup);
        const auto wanted = countOf(c, usualMarkup);
        const bool fewer = kLinks.find(c) != kLinks.npos && found < wanted;
        if (found != wanted && !fewer)
            fuzz::fail(std::string("the target's octets are markup: there are more or fewer of ") + c);
    }
    return 0;
}
