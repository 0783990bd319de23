#include "suite/run/FirstAttempt.h"

#include <fmt/format.h>

namespace xmppconf::suite {

void noteFirstAttempt(dialogue::Outcome& outcome, std::string_view circumstances,
                      const dialogue::Outcome& first) {
    outcome.reason += fmt::format("{}({} that ended {}: {})", outcome.reason.empty() ? "" : " ",
                                  circumstances, judge::nameOf(first.verdict), first.reason);
}

}  // namespace xmppconf::suite
