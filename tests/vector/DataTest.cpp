#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "harness/vector/Loader.h"
#include "tests/vector/Files.h"

// The loader and vectors.xsd over whole files: tests/vector/data/good, tests/vector/data/bad with the
// diagnostics expected of each, and the project's own vectors.

namespace xmppconf::vector {

namespace {

namespace fs = std::filesystem;

/// What the program says about the file in the company of the good catalogue, faults and fragments.
std::string verdict(const fs::path& file) {
    auto files = companions();
    files.push_back({file.filename().string(), contentOf(file)});
    return textOf(load(files));
}

TEST(Data, EveryGoodFilePassesBoth) {
    const auto files = xmlFiles(fs::path(XMPPCONF_TEST_DATA) / "good");
    ASSERT_GE(files.size(), 5U);
    std::vector<SourceFile> sources;
    for (const auto& file : files) sources.push_back({file.filename().string(), contentOf(file)});
    EXPECT_EQ(textOf(load(sources)), "");
    EXPECT_EQ(refusedBySchema(files), std::set<std::string>{});
}

TEST(Data, EveryBadFileIsRefusedInTheseWords) {
    const auto files = xmlFiles(fs::path(XMPPCONF_TEST_DATA) / "bad");
    ASSERT_GE(files.size(), 200U);
    for (const auto& file : files) {
        auto expected = file;
        const auto wanted = contentOf(expected.replace_extension(".expected"));
        EXPECT_FALSE(wanted.empty()) << file << " has no .expected beside it";
        EXPECT_EQ(verdict(file), wanted) << file;
    }
}

TEST(Data, ManyBadFilesAreRefusedByTheSchemaToo) {
    EXPECT_GE(refusedBySchema(xmlFiles(fs::path(XMPPCONF_TEST_DATA) / "bad")).size(), 140U);
}

TEST(Data, TheProjectsVectorsPassBoth) {
    const auto folder = fs::path(XMPPCONF_ROOT) / "vectors";
    const auto sources = readFolders({folder.string()});
    ASSERT_TRUE(std::holds_alternative<std::vector<SourceFile>>(sources));
    EXPECT_EQ(textOf(load(std::get<std::vector<SourceFile>>(sources))), "");
    EXPECT_EQ(refusedBySchema(xmlFiles(folder)), std::set<std::string>{});
}

}  // namespace

}  // namespace xmppconf::vector
