#pragma once

#include <filesystem>
#include <utility>
#include <variant>
#include <vector>

#include "harness/vector/Corpus.h"
#include "harness/vector/Loader.h"

namespace xmppconf::vector {

/// The project's own vectors.
inline const Corpus& corpus() {
    static const Corpus loaded = [] {
        const auto sources = readFolders({(std::filesystem::path(XMPPCONF_ROOT) / "vectors").string()});
        auto result = load(std::get<std::vector<SourceFile>>(sources));
        return std::get<Corpus>(std::move(result));
    }();
    return loaded;
}

}  // namespace xmppconf::vector
