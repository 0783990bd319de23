#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "harness/vector/Loader.h"

namespace xmppconf::vector {

namespace {

namespace fs = std::filesystem;

class Folders : public testing::Test {
  protected:
    Folders() {
        std::string name = (fs::temp_directory_path() / "xmppconf-folders-XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }
    ~Folders() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }

    fs::path folder_;
};

TEST_F(Folders, EveryXmlFileBelowIsRead) {
    write("b.xml", "two");
    write("a/z.xml", "one");
    write("a/notes.txt", "no");
    write("c.xml.orig", "no");
    const auto read = readFolders({folder_.string()});
    ASSERT_TRUE(std::holds_alternative<std::vector<SourceFile>>(read));
    const auto& files = std::get<std::vector<SourceFile>>(read);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].name, (folder_ / "a/z.xml").string());
    EXPECT_EQ(files[0].content, "one");
    EXPECT_EQ(files[1].content, "two");
}

TEST_F(Folders, AMissingFolderIsAMistake) {
    const auto read = readFolders({(folder_ / "none").string()});
    ASSERT_TRUE(std::holds_alternative<Diagnostics>(read));
    const auto& mistakes = std::get<Diagnostics>(read);
    ASSERT_EQ(mistakes.size(), 1U);
    EXPECT_EQ(mistakes[0].toString(),
              (folder_ / "none").string() + ": the folder cannot be read: No such file or directory");
}

TEST_F(Folders, AFolderWithoutFilesIsAMistake) {
    const auto read = readFolders({folder_.string()});
    ASSERT_TRUE(std::holds_alternative<Diagnostics>(read));
    EXPECT_EQ(std::get<Diagnostics>(read).at(0).sentence, "no *.xml file is in this folder or below it");
}

}  // namespace

}  // namespace xmppconf::vector
