#pragma once

#include <string>
#include <variant>
#include <vector>

#include "harness/vector/Corpus.h"
#include "harness/vector/Diagnostic.h"

namespace xmppconf::vector {

/// A file of the vector language, already read.
struct SourceFile {
    std::string name;
    std::string content;
};

/// All of it, or every mistake found. Catalogues, faults and fragments may stand in any of the files.
std::variant<Corpus, Diagnostics> load(const std::vector<SourceFile>& files);

/// Reads every *.xml below the directories, in the order of their names.
std::variant<std::vector<SourceFile>, Diagnostics> readFolders(const std::vector<std::string>& directories);

}  // namespace xmppconf::vector
