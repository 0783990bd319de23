#include "suite/corpus/Library.h"

#include <fmt/format.h>
#include <sys/auxv.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include "harness/vector/Loader.h"

namespace xmppconf::suite {
namespace {

using Files = std::vector<vector::SourceFile>;

// Whoever made more of them made one that the others follow from.
constexpr std::size_t kMostMistakes = 100;

Failure mistakes(const vector::Diagnostics& diagnostics) {
    const std::size_t told = std::min(diagnostics.size(), kMostMistakes);
    std::string text;
    for (const vector::Diagnostic& diagnostic : std::span(diagnostics).first(told)) {
        if (!text.empty()) text += '\n';
        text += diagnostic.toString();
    }
    if (told < diagnostics.size()) text += fmt::format("\nand {} more mistakes", diagnostics.size() - told);
    return {text};
}

Result<Files> read(const std::vector<std::string>& folders) {
    auto files = vector::readFolders(folders);
    if (const auto* diagnostics = std::get_if<vector::Diagnostics>(&files)) return mistakes(*diagnostics);
    return std::get<Files>(std::move(files));
}

bool isCanary(const vector::SourceFile& file) {
    return std::filesystem::path(file.name).filename() == "canary.xml";
}

/// What stands at the top, the catalogues, and every file of fragments.
bool isFoundation(const std::string& name, const std::string& root) {
    const auto relative = std::filesystem::path(name).lexically_relative(root);
    return !relative.has_parent_path() || *relative.begin() == "specs" ||
           relative.filename().string().ends_with("fragments.xml");
}

/// A folder of the program's own may be among those that were named.
bool isThere(const Files& files, const vector::SourceFile& file) {
    std::error_code error;
    return std::any_of(files.begin(), files.end(), [&](const vector::SourceFile& other) {
        return std::filesystem::equivalent(other.name, file.name, error);
    });
}

}  // namespace

std::string ownVectors() {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error)  // nobody has mounted /proc
        program = fs::canonical(reinterpret_cast<const char*>(::getauxval(AT_EXECFN)), error);
    if (!error) {
        const fs::path installed = (program.parent_path() / XMPPCONF_RELATIVE_VECTORS).lexically_normal();
        if (fs::is_directory(installed, error)) return installed.string();
    }
    return XMPPCONF_SOURCE_VECTORS;
}

Result<vector::Corpus> loadCorpus(const std::vector<std::string>& folders) {
    auto files = read(folders.empty() ? std::vector{ownVectors()} : folders);
    if (!files) return Failure{files.error()};
    if (std::none_of(files.value().begin(), files.value().end(), isCanary)) {
        auto base = read({ownVectors()});
        if (!base) return Failure{base.error()};
        for (vector::SourceFile& file : base.value())
            if (isFoundation(file.name, ownVectors()) && !isThere(files.value(), file))
                files.value().push_back(std::move(file));
    }
    auto loaded = vector::load(files.value());
    if (const auto* diagnostics = std::get_if<vector::Diagnostics>(&loaded)) return mistakes(*diagnostics);
    return std::get<vector::Corpus>(std::move(loaded));
}

}  // namespace xmppconf::suite
