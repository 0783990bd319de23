#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// Every fuzzer once over each file of its corpus: what was found stays found.

#define FUZZER(name) extern "C" int replay##name(const std::uint8_t* data, std::size_t size);
XMPPCONF_FUZZERS
#undef FUZZER

namespace xmppconf::fuzz {

namespace {

namespace fs = std::filesystem;

struct Fuzzer {
    std::string name;
    int (*run)(const std::uint8_t*, std::size_t);
};

#define FUZZER(name) {#name, replay##name},
const std::vector<Fuzzer> kFuzzers = {XMPPCONF_FUZZERS};
#undef FUZZER

std::vector<fs::path> filesOf(const std::string& corpus) {
    std::vector<fs::path> files;
    const fs::path folder = fs::path(XMPPCONF_CORPORA) / corpus;
    if (!fs::is_directory(folder)) return files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

class Corpora : public testing::TestWithParam<Fuzzer> {};

TEST_P(Corpora, HoldNothingThatBreaksTheFuzzer) {
    const auto files = filesOf(GetParam().name);
    ASSERT_FALSE(files.empty()) << "the fuzzer has no corpus";
    GetParam().run(nullptr, 0);
    for (const auto& file : files) {
        SCOPED_TRACE(file.string());
        std::ifstream in(file, std::ios::binary);
        const std::vector<char> octets{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        EXPECT_NO_THROW(GetParam().run(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()));
    }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpora, testing::ValuesIn(kFuzzers),
                         [](const auto& fuzzer) { return fuzzer.param.name; });

TEST(Corpora, BelongToAFuzzer) {
    for (const auto& entry : fs::directory_iterator(XMPPCONF_CORPORA)) {
        const auto name = entry.path().filename().string();
        EXPECT_TRUE(std::any_of(kFuzzers.begin(), kFuzzers.end(),
                                [&](const auto& fuzzer) { return fuzzer.name == name; }))
            << "no fuzzer reads " << entry.path();
    }
}

}  // namespace

}  // namespace xmppconf::fuzz
