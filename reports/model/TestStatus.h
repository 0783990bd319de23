#pragma once

#include <string>

#include "reports/model/Gate.h"
#include "reports/model/Report.h"

namespace xmppconf::reports {

/// What a vector amounts to for tools that know tests, not verdicts.
enum class TestStatus { Passed, Failed, Skipped, Error };

/// A vector's status, and why it did not pass.
struct TestResult {
    TestStatus status = TestStatus::Passed;
    std::string message;  ///< a sentence; empty when it passed without remark
};

/// What fails the run failed, and nothing else did: a broken SHOULD passes with a remark unless --fail-on
/// counts it, what the baseline accepts is skipped, and so is what --fail-on never does not count.
TestResult testResult(const VectorBrief& vector, const Gate& gate);

/// Why a run says nothing, or not all, about its target: such a run is never shown as tests that all passed.
/// Empty: it was complete and judged something.
std::string whatIsMissing(const Report& report);

/// Entries of the baseline that fail the run without a vector that does, each as the name of a test and the
/// reason.
std::vector<std::pair<std::string, std::string>> staleTests(const Report& report);

}  // namespace xmppconf::reports
