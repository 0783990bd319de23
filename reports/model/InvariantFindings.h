#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/dialogue/Outcome.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::reports {

/// Tells once, for the whole run, what the vectors saw of each invariant: one broken rule over all traffic is
/// one finding, however many vectors met it.
class InvariantFindings {
  public:
    /// Must outlive this.
    explicit InvariantFindings(const vector::Corpus& corpus) : corpus_(corpus) {}

    /// One vector, with all its attempts; what hangs on load counts in the one that counts.
    void add(const dialogue::Outcome& outcome);

    /// One for each invariant that had occasion, in the order of the corpus, as outcomes of `Corpus::always`:
    /// broken where any vector saw that, with check and transcript of the first of them. `whole`: nothing
    /// kept a vector of the corpus from its traffic.
    std::vector<dialogue::Outcome> outcomes(bool whole) const;

  private:
    struct Record {
        judge::Check check;
        const vector::Vector* from =
            nullptr;                      ///< whose check that is: the first that broke it, else that met it
        dialogue::Transcript transcript;  ///< of that conversation, where it is broken
        std::vector<const vector::Vector*> broken;
    };
    void add(const judge::Check& check, const vector::Vector* vector, const dialogue::Transcript& transcript);

    const vector::Corpus& corpus_;
    std::map<std::string, Record, std::less<>> records_;  ///< by the invariant's id
};

}  // namespace xmppconf::reports
