#pragma once

#include <optional>

#include "harness/vector/CatalogueReader.h"
#include "harness/vector/Corpus.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

/// Reads `<invariants>`, with what the server owes.
class InvariantReader {
  public:
    /// All must outlive this.
    InvariantReader(Corpus& corpus, const References& references, Mistakes& mistakes)
        : corpus_(corpus), references_(references), mistakes_(mistakes) {}

    void read(const Tag& root);

  private:
    void readInvariant(const Tag& tag, Invariant::Kind kind);
    void readOwed(const Tag& tag);
    void readGuarded(const Tag& tag);
    std::optional<Pattern> readKind(const Tag& tag) const;
    void readStreamIds(Attributes& attributes, Invariant& invariant) const;
    void readWhat(Attributes& attributes, Invariant& invariant) const;
    bool isMust(const std::string& id) const;
    void readSpoils(Attributes& attributes, Invariant& invariant) const;
    void readViolation(Attributes& attributes, Invariant& invariant) const;
    void readAlways(const Tag& tag, Invariant& invariant) const;
    void checkNames(const Pattern& pattern) const;

    Corpus& corpus_;
    const References& references_;
    Mistakes& mistakes_;
};

}  // namespace xmppconf::vector
