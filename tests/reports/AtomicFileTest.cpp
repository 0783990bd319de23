#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "Golden.h"
#include "reports/files/AtomicFile.h"

namespace xmppconf::reports {
namespace {

namespace fs = std::filesystem;

std::string folder(const std::string& name) {
    const std::string path = temporaryPath(name);
    fs::create_directories(path);
    return path;
}

std::size_t filesIn(const std::string& path) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
}

TEST(AtomicFile, AppearsOnCommitOnly) {
    const std::string path = folder("atomic") + "/r.json";
    {
        auto file = AtomicFile::open(path);
        ASSERT_TRUE(file) << file.error();
        file.value().write(std::string(200'000, 'a'));
        EXPECT_FALSE(fs::exists(path));
        EXPECT_TRUE(file.value().commit());
    }
    EXPECT_EQ(contentOf(path), std::string(200'000, 'a'));
    EXPECT_EQ(filesIn(folder("atomic")), 1u);
}

TEST(AtomicFile, LeavesWhatWasThereWhenNotCommitted) {
    const std::string path = folder("kept") + "/r.json";
    std::ofstream(path) << "before";
    {
        auto file = AtomicFile::open(path);
        ASSERT_TRUE(file);
        file.value().write("after");
    }
    EXPECT_EQ(contentOf(path), "before");
    EXPECT_EQ(filesIn(folder("kept")), 1u);
}

TEST(AtomicFile, KeepsPermissionsAndLinks) {
    const std::string real = folder("links") + "/real.json";
    const std::string link = folder("links") + "/link.json";
    std::ofstream(real) << "before";
    ASSERT_EQ(::chmod(real.c_str(), 0640), 0);
    fs::create_symlink("real.json", link);
    auto file = AtomicFile::open(link);
    ASSERT_TRUE(file);
    file.value().write("after");
    EXPECT_TRUE(file.value().commit());
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(contentOf(real), "after");
    EXPECT_EQ(static_cast<int>(fs::status(real).permissions()), 0640);
}

TEST(AtomicFile, FollowsALinkToWhereNothingIsYet) {
    const std::string link = folder("dangling") + "/link.json";
    fs::create_symlink("later.json", link);
    auto file = AtomicFile::open(link);
    ASSERT_TRUE(file) << file.error();
    EXPECT_TRUE(file.value().commit());
    EXPECT_TRUE(fs::exists(folder("dangling") + "/later.json"));
}

TEST(AtomicFile, SaysWhatIsWrong) {
    EXPECT_EQ(AtomicFile::check("/nowhere/r.json").error(),
              "cannot write the report /nowhere/r.json: No such file or directory");
    EXPECT_EQ(AtomicFile::check("/tmp").error(), "cannot write the report /tmp: Is a directory");
    EXPECT_EQ(AtomicFile::check("/dev/null/x").error(),
              "cannot write the report /dev/null/x: Not a directory");
    EXPECT_FALSE(AtomicFile::check(""));
    EXPECT_TRUE(AtomicFile::check("-"));
}

TEST(AtomicFile, CheckChangesNothing) {
    const std::string path = folder("checked") + "/r.json";
    EXPECT_TRUE(AtomicFile::check(path));
    EXPECT_EQ(filesIn(folder("checked")), 0u);
    std::ofstream(path) << "before";
    EXPECT_TRUE(AtomicFile::check(path));
    EXPECT_EQ(contentOf(path), "before");
}

TEST(AtomicFile, ADiskThatIsFullIsReported) {
    auto file = AtomicFile::open("/dev/full");
    ASSERT_TRUE(file);
    file.value().write("x");
    EXPECT_EQ(file.value().commit().error(), "cannot write the report /dev/full: No space left on device");
}

TEST(AtomicFile, DevicesAndPipesAreWrittenDirectly) {
    EXPECT_TRUE(AtomicFile::check("/dev/null"));
    const std::string path = temporaryPath("pipe");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_TRUE(AtomicFile::check(path));  // and does not wait for a reader
    const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
    ASSERT_GE(reader, 0);
    auto file = AtomicFile::open(path);
    ASSERT_TRUE(file);
    file.value().write("through");
    EXPECT_TRUE(file.value().commit());
    char buffer[16] = {};
    EXPECT_EQ(::read(reader, buffer, sizeof buffer), 7);
    ::close(reader);
    EXPECT_TRUE(fs::is_fifo(path));
}

}  // namespace
}  // namespace xmppconf::reports
