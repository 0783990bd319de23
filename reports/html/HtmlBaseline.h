#pragma once

#include <string>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// How the run compares with its baseline: what is new, past its last day, to be dropped, and what is
/// accepted and why. Has the id `baseline`; empty when the run had none.
std::string htmlBaseline(const Report& report);

/// That this deviation is accepted, and why, as a paragraph; empty when it is not.
std::string acceptanceHtml(const Gate& gate, std::string_view vector, std::string_view requirement,
                           judge::Verdict verdict);

}  // namespace xmppconf::reports
