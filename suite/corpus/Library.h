#pragma once

#include <string>
#include <vector>

#include "harness/Result.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite {

/// The folder of the vectors that came with this program: installed beside it, else those of its source tree.
std::string ownVectors();

/// Everything below the folders, checked; without folders the program's own. Folders without a canary.xml get
/// what all vectors build upon from the program's own: what stands at its top, its catalogues and all of its
/// fragments, but none of its other vectors. The failure holds all mistakes, one after the other, each with
/// its place.
Result<vector::Corpus> loadCorpus(const std::vector<std::string>& folders);

}  // namespace xmppconf::suite
