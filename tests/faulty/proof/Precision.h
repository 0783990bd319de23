#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace xmppconf::faulty {

struct Fault;

/// What a fault does to the whole corpus: each vector is held in the first setting where it passes without
/// the fault.
struct Blame {
    std::set<std::string> requirements;  ///< broken by the vectors or the invariants
    std::set<std::string> catchers;      ///< vectors that break
};

/// For all faults that are written, in the order of the catalogue.
std::map<std::string, Blame> blames();

/// The table of all faults as Markdown; `reasons` are for faults that break more than three requirements.
std::string matrixText(const std::map<std::string, Blame>& blames,
                       const std::map<std::string, std::string>& reasons);

}  // namespace xmppconf::faulty
