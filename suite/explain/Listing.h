#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// One line for each vector: its id, its step, the highest level it judges, its title.
std::string listVectors(const vector::Corpus& corpus, const std::vector<const vector::Vector*>& selected);

/// Each requirement of these impacts (none named: of all) with the selected vectors and the invariants that
/// judge it, then how many of each chapter and of each level are covered.
std::string listRequirements(const vector::Corpus& corpus, const std::vector<const vector::Vector*>& selected,
                             const std::set<vector::Impact>& impacts = {});

}  // namespace xmppconf::suite
