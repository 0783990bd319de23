#pragma once

#include <string>

#include "reports/files/FileReport.h"
#include "tests/fuzz/Input.h"
#include "tests/reports/SampleRun.h"

namespace xmppconf::fuzz {

/// Puts pieces of the input, over and over, wherever a run holds texts that come from the target, from the
/// user or from the authors of vectors.
void makeHostile(reports::SampleRun& run, Input input);

/// What the report wrote to its file, which is gone afterwards; the report must have been given
/// `reportPath()`.
std::string takeWritten(const reports::FileReport& report);
std::string reportPath();

}  // namespace xmppconf::fuzz
