#pragma once

#include <string>
#include <vector>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// The SASL mechanisms that a vector is about: those that its source asks for and those that its client
/// chose. Only names of mechanisms that are in use, so that a filter over them stays short.
std::vector<std::string> mechanismsOf(const ReportedVector& vector);

}  // namespace xmppconf::reports
