#include "Golden.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace xmppconf::reports {

namespace {

class Folder {
  public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("xmppconf-reports-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace

std::string contentOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

void expectApproved(const std::string& text, const std::string& file) {
    const std::string path = std::string(XMPPCONF_TEST_DATA) + "/" + file;
    if (std::getenv("XMPPCONF_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << text;
    EXPECT_EQ(text, contentOf(path)) << "approve with XMPPCONF_APPROVE=1 if this is meant: " << path;
}

std::string temporaryPath(const std::string& name) {
    static const Folder folder;
    return folder.file(name);
}

}  // namespace xmppconf::reports
