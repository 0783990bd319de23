#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/vector/Corpus.h"
#include "tests/faulty/proof/Trial.h"

namespace xmppconf::faulty {

/// The project's own vectors; throws std::runtime_error with their mistakes.
const vector::Corpus& projectCorpus();
/// In their place those that try whether an account logs in, one for each mechanism.
const vector::Corpus& loginCorpus();
/// The lines of a file beside the tests, without empty ones and comments behind '#'.
std::vector<std::string> linesOf(const std::string& file);

/// Calls it for all numbers below `count`, on all processors.
void inParallel(std::size_t count, const std::function<void(std::size_t)>& work);

/// Fail, warn or info: a requirement is broken, and it was judged.
bool isBroken(judge::Verdict verdict);

/// Vectors with everything the tests ask about them.
class Matrix {
  public:
    /// Holds them all on the honest server, in every setting. The corpus outlives this.
    explicit Matrix(const vector::Corpus& corpus);
    /// That of the project's own.
    static const Matrix& shared();

    const Trial& trial() const { return trial_; }
    /// What the honest server makes of the vector, in the order of `settings`.
    const std::vector<dialogue::Outcome>& honest(const vector::Vector& vector) const;
    const dialogue::Outcome& honest(const vector::Vector& vector, const Setting& setting) const;
    /// Where the vector passes on the honest server.
    std::vector<const Setting*> homes(const vector::Vector& vector) const;
    /// What a server of this conduct makes of it. Null: what the honest one does, since nothing in this
    /// conversation shows the conduct.
    std::optional<dialogue::Outcome> otherwise(const vector::Vector& vector, const Setting& setting,
                                               const Conduct& conduct) const;

  private:
    std::size_t numberOf(const vector::Vector& vector) const;

    const vector::Corpus& corpus_;
    Trial trial_;
    std::vector<std::vector<dialogue::Outcome>> honest_;  ///< by vector and setting
    std::vector<std::vector<Tape>> tapes_;                ///< by the same
};

}  // namespace xmppconf::faulty
