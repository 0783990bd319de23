#pragma once

#include <Poco/TemporaryFile.h>

#include <fstream>
#include <string>
#include <string_view>

namespace xmppconf::octets {

/// A file with this content, for as long as the object lives.
class TestFile {
  public:
    explicit TestFile(std::string_view content) { std::ofstream(file_.path(), std::ios::binary) << content; }

    std::string path() const { return file_.path(); }

  private:
    Poco::TemporaryFile file_;
};

}  // namespace xmppconf::octets
