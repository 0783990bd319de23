#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::test {

/// Knows secrets, and finds them in texts: as they are, escaped for JSON, XML, HTML or Markdown, in
/// hexadecimal and in Base64, there also where a longer text was encoded with them.
class LeakFinder {
  public:
    void add(std::string_view secret);
    std::size_t size() const { return secrets_.size(); }

    /// The secrets that are in the text, in hexadecimal with the form they were found in.
    std::vector<std::string> leaks(std::string_view text) const;

  private:
    std::vector<std::string> secrets_;
};

}  // namespace xmppconf::test
