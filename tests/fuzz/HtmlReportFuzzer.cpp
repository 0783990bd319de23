#include <fmt/format.h>

#include <algorithm>

#include "reports/html/HtmlReport.h"
#include "tests/fuzz/HostileRun.h"
#include "tests/fuzz/Markup.h"

// A page full of the target's octets is well-formed, and has no element and no attribute that it has not with
// other octets; nothing in it is a control character.

using namespace xmppconf;

namespace {

std::string pageOf(const reports::SampleRun& run) {
    reports::HtmlReport report(fuzz::reportPath());
    run.play({&report});
    return fuzz::takeWritten(report);
}

/// Of a page with everything in it that texts can bring about.
const fuzz::Markup& usual() {
    static const fuzz::Markup markup = [] {
        const std::string text =
            reports::kHostileText +
            "\n--\n<a b='1'/>\n--\n\xc2\xabmasked: password\xc2\xbb\n--\n<a b='2'><c/></a>"
            "\n--\n<a b='1'>c</a>";
        reports::SampleRun run;
        fuzz::makeHostile(run, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        return fuzz::markupOf(pageOf(run));
    }();
    return markup;
}

}  // namespace

XMPPCONF_FUZZER(HtmlReport) {
    reports::SampleRun run;
    fuzz::makeHostile(run, {data, size});
    const std::string page = pageOf(run);
    for (const char c : page) {
        fuzz::require(static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t',
                      "a control character is left");
    }
    const fuzz::Markup markup = fuzz::markupOf(page);
    for (const auto& name : markup.names) {
        if (!usual().names.contains(name)) fuzz::fail(fmt::format("the target's octets made '{}'", name));
    }
    for (const auto& link : markup.links) {
        if (!link.starts_with('#') && !link.starts_with("https://")) fuzz::fail("a link leads to " + link);
    }
    return 0;
}
