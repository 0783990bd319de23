#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "suite/corpus/Library.h"

namespace xmppconf::suite {
namespace {

namespace fs = std::filesystem;

class Library : public testing::Test {
  protected:
    Library() {
        std::string name = (fs::temp_directory_path() / "xmppconf-library-XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }
    ~Library() override { fs::remove_all(folder_); }

    std::string loaded(const std::string& actions) const {
        std::ofstream(folder_ / "own.xml", std::ios::binary)
            << "<vectors xmlns=\"urn:xmppconf:vector:1\" step=\"stanza\"><vector id=\"stanza/own\" "
               "title=\"t\">"
               "<judges as=\"r\" requirement=\"RFC6120/8.2.3/one-answer\"/><catches "
               "fault=\"iq-get-ignored\"/>"
            << actions << "</vector></vectors>";
        const auto corpus = loadCorpus({folder_.string()});
        if (!corpus) return corpus.error();
        std::string ids;
        for (const auto& vector : corpus.value().vectors) ids += vector.id + " ";
        return ids;
    }

    fs::path folder_;
};

TEST_F(Library, aFolderOfOnesOwnKnowsAllSharedFragments) {
    const std::string judged = R"(<assert req="r" that="c.stream-id" present="yes"/>)";
    for (const std::string use :
         {R"(<use fragment="session" conn="c"/>)", R"(<use fragment="alice-and-bob"/>)",
          R"(<use fragment="in-the-clear" conn="c"/>)"}) {
        const std::string ids = loaded(use + judged);
        EXPECT_NE(ids.find("stanza/own"), std::string::npos) << use << ids;
        EXPECT_EQ(ids.find("sasl/plain/"), std::string::npos)
            << "none of the program's other vectors: " << ids;
    }
}

TEST_F(Library, tellsTheFirstHundredMistakes) {
    std::string actions;
    for (int i = 0; i < 103; ++i) actions += "<sned/>";
    const std::string text = loaded(actions);
    EXPECT_NE(text.find("did you mean 'send'?"), std::string::npos) << text;
    EXPECT_NE(text.find("\nand 3 more mistakes"), std::string::npos) << text;
}

TEST_F(Library, aFolderOfTheProgramsOwnIsNotReadTwice) {
    const auto corpus = loadCorpus({ownVectors() + "/rfc6120"});
    ASSERT_TRUE(corpus) << corpus.error();
    EXPECT_GT(corpus.value().vectors.size(), 400U);
}

TEST_F(Library, sharedFragmentsStandInFilesThatAreCalledSo) {
    for (const auto& entry : fs::recursive_directory_iterator(ownVectors())) {
        if (entry.path().extension() != ".xml") continue;
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const bool holds = text.find("\n<fragments ") != std::string::npos;
        EXPECT_EQ(entry.path().filename().string().ends_with("fragments.xml"), holds) << entry.path();
    }
}

}  // namespace
}  // namespace xmppconf::suite
