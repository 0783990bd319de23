#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>

namespace xmppconf::faulty {

struct Fault;

/// What a fault does to the whole corpus, as a run tells it that has tried the logins: each vector is held in
/// the first setting where it passes without the fault.
struct Blame {
    std::set<std::string> requirements;  ///< broken by the vectors or the invariants
    std::set<std::string> blaming;       ///< vectors that fail or warn for what they asked
    std::set<std::string> seeing;        ///< others that do so for an invariant, which is told once in a run
};

/// For all faults that are written, in the order of the catalogue.
std::map<std::string, Blame> blames();

/// How many vectors blame the server for one fault.
struct Spread {
    std::size_t median = 0, worst = 0;
    std::string worstFault;
};
Spread spreadOf(const std::map<std::string, Blame>& blames);

/// The faults that most vectors blame the server for, with these vectors, one fault a line.
std::string worstText(const std::map<std::string, Blame>& blames, std::size_t most);

/// The table of all faults as Markdown; `reasons` are for faults that break more than three requirements.
std::string matrixText(const std::map<std::string, Blame>& blames,
                       const std::map<std::string, std::string>& reasons);

}  // namespace xmppconf::faulty
