#pragma once

#include <string>

namespace xmppconf::reports {

/// The bar of filters, hidden until the script shows it: text, verdict, step, level, impact, mechanism.
/// What it filters has the attributes data-verdict, data-levels, data-impacts, data-step and data-mechanisms;
/// the last two may be missing.
std::string htmlFilter();
/// Of pages that compare reports: also a switch for rows that are the same everywhere.
std::string htmlComparisonFilter();
/// Of the page that tells what changed: text, kind of change (in data-verdict), level.
std::string htmlChangeFilter();

}  // namespace xmppconf::reports
