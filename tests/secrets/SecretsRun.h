#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/program/ProgramTest.h"
#include "tests/secrets/LeakFinder.h"

namespace xmppconf::test {

/// A run that writes all that the program can write.
class SecretsRun : public ProgramTest {
  protected:
    /// Runs with every report there is, a trace, and `more`.
    Ended runWithAllOutputs(const std::string& target, const std::vector<std::string>& more);

    /// By name: every report, both streams of the console, the baseline where one was written, and what the
    /// JSON report holds as Base64 because it is no text.
    std::map<std::string, std::string> outputs(const Ended& ended) const;

    static void expectNoLeak(const LeakFinder& finder, const std::map<std::string, std::string>& outputs);
    /// The search does find what is there.
    static void expectFoundEverywhere(std::string_view planted,
                                      const std::map<std::string, std::string>& outputs,
                                      const std::vector<std::string>& names);

  private:
    std::string binaryParts() const;
};

}  // namespace xmppconf::test
