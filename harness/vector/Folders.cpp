#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "harness/vector/Loader.h"

namespace xmppconf::vector {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargest = 64 * 1024 * 1024;

Diagnostic about(const fs::path& path, std::string sentence) {
    return {{std::make_shared<const std::string>(path.string()), 0, 0}, std::move(sentence), {}};
}

/// All *.xml below the folder, sorted.
std::vector<fs::path> filesBelow(const fs::path& folder, Diagnostics& mistakes) {
    std::vector<fs::path> paths;
    std::error_code problem;
    fs::recursive_directory_iterator at(folder, problem);
    for (; !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
        std::error_code ignored;
        if (at->path().extension() == ".xml" && at->is_regular_file(ignored)) paths.push_back(at->path());
    }
    if (problem) {
        mistakes.push_back(about(folder, fmt::format("the folder cannot be read: {}", problem.message())));
    } else if (paths.empty()) {
        mistakes.push_back(about(folder, "no *.xml file is in this folder or below it"));
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

void readFile(const fs::path& path, std::vector<SourceFile>& files, Diagnostics& mistakes) {
    std::error_code problem;
    const auto size = fs::file_size(path, problem);
    if (!problem && size > kLargest) {
        mistakes.push_back(about(path, "the file is larger than 64 MiB"));
        return;
    }
    std::ifstream in(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad()) {
        mistakes.push_back(about(path, "the file cannot be read"));
        return;
    }
    files.push_back({path.string(), std::move(content)});
}

}  // namespace

std::variant<std::vector<SourceFile>, Diagnostics> readFolders(const std::vector<std::string>& directories) {
    std::vector<SourceFile> files;
    Diagnostics mistakes;
    for (const auto& directory : directories) {
        for (const auto& path : filesBelow(directory, mistakes)) readFile(path, files, mistakes);
    }
    if (!mistakes.empty()) return mistakes;
    return files;
}

}  // namespace xmppconf::vector
