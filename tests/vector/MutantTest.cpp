#include <Poco/RegularExpression.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "tests/vector/Files.h"

// Whatever vectors.xsd refuses, the loader refuses: shown on every small change of the good files.

namespace xmppconf::vector {

namespace {

namespace fs = std::filesystem;

struct Mutant {
    std::string what;
    std::string text;
};

std::string replaced(const std::string& text, std::size_t at, std::size_t length, const std::string& by) {
    return text.substr(0, at) + by + text.substr(at + length);
}

struct Match {
    std::size_t at, length;
    std::string text;
};

std::vector<Match> matches(const std::string& text, const std::string& regex) {
    const Poco::RegularExpression compiled(regex);
    std::vector<Match> found;
    Poco::RegularExpression::Match match{0, 0};
    while (compiled.match(text, match.offset + match.length, match) > 0) {
        found.push_back({match.offset, match.length, text.substr(match.offset, match.length)});
    }
    return found;
}

/// Each attribute left out, misspelt, and with other values; each start tag misspelt, with text or an element
/// in front; each empty element doubled or gone.
std::vector<Mutant> mutantsOf(const std::string& text) {
    std::vector<Mutant> mutants;
    const auto add = [&](const std::string& what, std::size_t at, std::size_t length, const std::string& by) {
        mutants.push_back({what + " at " + std::to_string(at), replaced(text, at, length, by)});
    };
    for (const auto& attribute : matches(text, R"re( [a-z0-9:-]+="[^"<]*")re")) {
        const auto& [at, length, written] = attribute;
        const auto name = written.substr(1, written.find('=') - 1);
        if (name.starts_with("xmlns") || name == "version") continue;
        add("no " + name, at, length, "");
        add("misspelt " + name, at, length, " x" + written.substr(1));
        for (const char* value : {"", " ", "1", "0", "yes", "x", "X Y", "TEST/1/first", "@{none}", "a b",
                                  "stream/x", "2s", "${domain}"}) {
            add(name + " of '" + value + "'", at, length, " " + name + "=\"" + value + "\"");
        }
    }
    for (const auto& [at, length, written] : matches(text, "<[a-z][a-z0-9:-]*")) {
        add("text before " + written, at, 0, "text");
        add("element before " + written, at, 0, "<element/>");
        add("foreign element before " + written, at, 0, "<x xmlns='urn:x'/>");
        add("action before " + written, at, 0, "<close conn='c'/>");
        add("attribute in " + written, at + length, 0, " zzz='1'");
    }
    for (const auto& [at, length, written] :
         matches(text, R"re(<[a-z][a-z0-9:-]*( [a-z0-9:-]+="[^"<]*")*/>)re")) {
        add("gone: " + written, at, length, "");
        add("twice: " + written, at, length, written + written);
    }
    return mutants;
}

/// A folder that is gone afterwards.
class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "xmppconf-mutants-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

class Mutants : public testing::TestWithParam<const char*> {};

TEST_P(Mutants, RefusedByTheSchemaAreRefusedByTheLoader) {
    constexpr std::size_t kAtOnce = 500;
    const std::string name = GetParam();
    const auto mutants = mutantsOf(contentOf(fs::path(XMPPCONF_TEST_DATA) / "good" / name));
    ASSERT_GT(mutants.size(), 40U);
    auto others = companions();
    std::erase_if(others, [&](const auto& file) { return file.name == name; });
    std::size_t refused = 0;
    for (std::size_t begin = 0; begin < mutants.size(); begin += kAtOnce) {
        const Folder folder;
        std::vector<fs::path> files;
        const auto end = std::min(mutants.size(), begin + kAtOnce);
        for (auto i = begin; i < end; ++i) {
            files.push_back(folder.path() / (std::to_string(i) + ".xml"));
            std::ofstream(files.back(), std::ios::binary) << mutants[i].text;
        }
        for (const auto& file : refusedBySchema(files)) {
            const auto& mutant = mutants[std::stoul(file)];
            auto sources = others;
            sources.push_back({name, mutant.text});
            EXPECT_TRUE(std::holds_alternative<Diagnostics>(load(sources))) << mutant.what;
            ++refused;
        }
    }
    EXPECT_GT(refused, mutants.size() / 4);
}

INSTANTIATE_TEST_SUITE_P(GoodFiles, Mutants,
                         testing::Values("actions.xml", "fragments.xml", "catalogue.xml", "faults.xml",
                                         "invariants.xml"));

}  // namespace

}  // namespace xmppconf::vector
