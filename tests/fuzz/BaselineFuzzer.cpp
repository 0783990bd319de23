#include "suite/options/BaselineFile.h"
#include "tests/fuzz/Input.h"

// A baseline from anywhere: it is refused in a sentence that names it, or read such that, written anew, it
// reads the same again.

using namespace xmppconf;

namespace {

std::string written(const reports::Baseline& baseline) {
    reports::BaselineResult result;
    for (const auto* entry : baseline.entries())
        result.entries.push_back({*entry, reports::EntryState::Accepted, ""});
    return suite::renewedBaseline(result);
}

}  // namespace

XMPPCONF_FUZZER(Baseline) {
    const auto baseline = suite::parseBaseline(fuzz::Input(data, size).rest(), "baseline.json");
    if (!baseline) {
        if (!baseline.error().starts_with("baseline.json:"))
            fuzz::fail("a sentence does not name the file: " + baseline.error());
        return 0;
    }
    for (const auto* entry : baseline.value().entries())
        fuzz::require(!entry->vector.empty() && !entry->requirement.empty() && !entry->reason.empty(),
                      "an entry that says nothing was taken");
    const std::string once = written(baseline.value());
    const auto again = suite::parseBaseline(once, "baseline.json");
    if (!again) fuzz::fail("written, it is not read again: " + again.error());
    fuzz::require(again.value().entries().size() == baseline.value().entries().size(), "entries are lost");
    fuzz::require(written(again.value()) == once, "read and written again, it is another baseline");
    return 0;
}
