#include "suite/options/ReportNames.h"

#include <filesystem>
#include <set>

namespace xmppconf::suite {

std::vector<std::string> namesOfReports(const std::vector<std::string>& paths) {
    using Path = std::filesystem::path;
    const auto named = [&](auto name) {
        std::vector<std::string> names;
        for (const std::string& path : paths) names.push_back(name(Path(path)));
        return names;
    };
    const auto distinct = [](const std::vector<std::string>& names) {
        return std::set<std::string>(names.begin(), names.end()).size() == names.size() &&
               std::set<std::string>(names.begin(), names.end()).count("") == 0;
    };
    auto names = named([](const Path& path) { return path.stem().string(); });
    if (distinct(names)) return names;
    names = named([](const Path& path) { return path.parent_path().filename().string(); });
    return distinct(names) ? names : paths;
}

}  // namespace xmppconf::suite
