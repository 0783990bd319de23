#include "tests/vector/Files.h"

#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>

namespace xmppconf::vector {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> xmlFiles(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".xml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<SourceFile> companions() {
    std::vector<SourceFile> files;
    for (const char* name : {"catalogue.xml", "faults.xml", "fragments.xml"}) {
        files.push_back({name, contentOf(fs::path(XMPPCONF_TEST_DATA) / "good" / name)});
    }
    return files;
}

std::string textOf(const std::variant<Corpus, Diagnostics>& loaded) {
    std::string text;
    if (const auto* diagnostics = std::get_if<Diagnostics>(&loaded)) {
        for (const auto& diagnostic : *diagnostics) text += diagnostic.toString() + "\n";
    }
    return text;
}

std::set<std::string> refusedBySchema(const std::vector<fs::path>& files) {
    std::string command = "xmllint --noout --schema '" XMPPCONF_ROOT "/vectors/vectors.xsd'";
    for (const auto& file : files) command += " '" + file.string() + "'";
    command += " 2>&1";
    std::string output;
    {
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
        char buffer[4096];
        while (const auto count = fread(buffer, 1, sizeof buffer, pipe.get())) output.append(buffer, count);
    }
    std::set<std::string> refused;
    for (const auto& file : files) {
        // where the XML is not well-formed, the parser's complaint is all there is
        const bool validates = output.find(file.string() + " validates\n") != std::string::npos;
        const bool fails = output.find(file.string() + " fails to validate\n") != std::string::npos ||
                           output.find(file.string() + ":") != std::string::npos;
        EXPECT_TRUE(validates || fails) << file << " got no answer from xmllint:\n" << output.substr(0, 2000);
        if (!validates) refused.insert(file.filename().string());
    }
    return refused;
}

}  // namespace xmppconf::vector
