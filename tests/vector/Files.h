#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "harness/vector/Loader.h"

namespace xmppconf::vector {

std::string contentOf(const std::filesystem::path& file);
/// All *.xml below the folder, sorted.
std::vector<std::filesystem::path> xmlFiles(const std::filesystem::path& folder);

/// The good catalogue, faults and fragments, for files that refer to them.
std::vector<SourceFile> companions();

/// All diagnostics, a line break behind each; empty if there are none.
std::string textOf(const std::variant<Corpus, Diagnostics>& loaded);

/// Which of the files xmllint refuses to validate against vectors.xsd. A test fails if xmllint does not
/// answer for each of them.
std::set<std::string> refusedBySchema(const std::vector<std::filesystem::path>& files);

}  // namespace xmppconf::vector
