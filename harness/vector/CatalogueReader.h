#pragma once

#include "harness/vector/Attributes.h"
#include "harness/vector/Corpus.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

/// Reads what vectors refer to: requirements and faults.
class CatalogueReader {
  public:
    /// Both must outlive this.
    CatalogueReader(Corpus& corpus, Mistakes& mistakes) : corpus_(corpus), mistakes_(mistakes) {}

    void readSpecification(const Tag& root);
    void readFaults(const Tag& root);

  private:
    void keep(Specification specification, Attributes& attributes);
    void readRequirement(const Tag& tag, const Specification* specification, const std::string& link);
    void readImpact(Attributes& attributes, Requirement& requirement);
    void readFault(const Tag& tag);
    std::string sentence(const Tag& tag) const;

    Corpus& corpus_;
    Mistakes& mistakes_;
};

/// What refers to a catalogue, and is right only if it is there.
class References {
  public:
    /// It must outlive this. `incomplete`: a file could not be read, and what is missing may be in it.
    References(const Corpus& corpus, bool incomplete) : corpus_(corpus), incomplete_(incomplete) {}

    /// The attribute `requirement`: an id that exists and can be judged.
    std::string requirement(Attributes& attributes) const;
    /// The attribute `rests`: an id that exists and that a vector can judge.
    std::string rests(Attributes& attributes) const;
    /// The attribute `fault`.
    std::string fault(Attributes& attributes) const;

  private:
    std::string known(Attributes& attributes, std::string_view name, std::string_view butUntestable) const;

    const Corpus& corpus_;
    bool incomplete_;
};

}  // namespace xmppconf::vector
