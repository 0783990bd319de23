#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/program/Program.h"
#include "tests/program/ScriptedPeer.h"

namespace xmppconf::test {

/// A test that runs the program against a peer: a folder of its own, accounts, both reports, and what must
/// hold of them whatever the peer did.
class ProgramTest : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const;

    /// What --timeout says, in seconds. Long, so that a busy machine changes nothing; tests that wait for its
    /// end choose a short one.
    std::string timeout_ = sanitized() ? "100" : "20";

    /// Options for that target, with two accounts of conf.test, both reports, and `more`.
    std::vector<std::string> options(const std::string& target, const std::vector<std::string>& more) const;
    /// Runs with these options to the end, and checks: in time, little memory, harmless on a terminal, whole
    /// reports.
    Ended run(const std::string& target, const std::vector<std::string>& more);
    void checkReports();

    const nlohmann::json& report() const { return report_; }
    const std::string& html() const { return html_; }
    /// What the report says of a vector: "" when it was not run.
    std::string verdictOf(const std::string& id) const;
    std::string reasonOf(const std::string& id) const;

  private:
    const nlohmann::json* vector(const std::string& id) const;

    std::filesystem::path folder_;
    nlohmann::json report_;
    std::string html_;
};

}  // namespace xmppconf::test
