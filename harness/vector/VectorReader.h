#pragma once

#include <map>
#include <optional>
#include <string>

#include "harness/vector/ActionReader.h"
#include "harness/vector/CatalogueReader.h"
#include "harness/vector/Corpus.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

/// Reads `<vectors>`, and writes out the tables in them.
class VectorReader {
  public:
    /// All must outlive this.
    VectorReader(Corpus& corpus, ActionReader& actions, const References& references, Mistakes& mistakes)
        : corpus_(corpus), actions_(actions), references_(references), mistakes_(mistakes) {}

    void read(const Tag& root);

  private:
    void readTable(const Tag& tag, std::optional<Step> step);
    void readVector(const Tag& tag, std::optional<Step> step, const Parameters& parameters);
    std::optional<Step> readStep(Attributes& attributes);
    void readId(Attributes& attributes, std::optional<Step> step, Vector& vector);
    void readJudges(const Tag& tag, const Parameters& parameters, Vector& vector);
    void readCatches(const Tag& tag, const Parameters& parameters, Vector& vector);

    Corpus& corpus_;
    ActionReader& actions_;
    const References& references_;
    Mistakes& mistakes_;
    std::map<std::string, Place, std::less<>> ids_;
};

}  // namespace xmppconf::vector
