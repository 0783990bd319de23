#include "reports/model/ExitMeaning.h"

namespace xmppconf::reports {

namespace {

constexpr ExitCodeMeaning kMeanings[] = {
    {0, "the target conforms", "the server conforms, as far as it was judged"},
    {1, "the target does not conform",
     "something that --fail-on names is broken, or the baseline no longer fits"},
    {2, "options, vectors or baseline are wrong", "options, files, vectors or the baseline are wrong"},
    {3, "nothing there speaks XMPP, or no account is right",
     "nothing there speaks XMPP, or no account is right and nothing that needs none is broken"},
    {4, "xmppconf itself failed", "xmppconf itself failed: please report it"},
    {5, "too little was judged",
     "too little was judged: nothing, not all that could be, or the run was cut off"},
};

}  // namespace

std::span<const ExitCodeMeaning> exitCodeMeanings() { return kMeanings; }

std::string_view meaningOfExitCode(int code) {
    for (const ExitCodeMeaning& meaning : kMeanings)
        if (meaning.code == code) return meaning.headline;
    return "the run was ended from outside";
}

std::string_view exitMeaning(int code, const BaselineResult& baseline) {
    if (baseline.file.empty()) return meaningOfExitCode(code);
    if (code == 0 && baseline.count(EntryState::Accepted) > 0)
        return "the target conforms, but for what the baseline accepts";
    if (code == 1 && baseline.fresh.empty()) return "the baseline no longer fits";
    return meaningOfExitCode(code);
}

}  // namespace xmppconf::reports
