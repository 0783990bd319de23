#include "suite/run/FirstAttempt.h"

#include <fmt/format.h>

namespace xmppconf::suite {

void noteFirstAttempt(dialogue::Outcome& outcome, std::string_view circumstances, judge::Verdict firstVerdict,
                      std::string_view firstReason) {
    outcome.reason += fmt::format("{}({} that ended {}: {})", outcome.reason.empty() ? "" : " ",
                                  circumstances, judge::nameOf(firstVerdict), firstReason);
}

}  // namespace xmppconf::suite
