#include "harness/vector/Loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "harness/vector/ActionReader.h"
#include "harness/vector/CatalogueReader.h"
#include "harness/vector/DidYouMean.h"
#include "harness/vector/Document.h"
#include "harness/vector/FragmentLibrary.h"
#include "harness/vector/InvariantReader.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/VectorReader.h"

namespace xmppconf::vector {

namespace {

/// One loading: first what others refer to, then what refers.
class Loading {
  public:
    std::variant<Corpus, Diagnostics> run(const std::vector<SourceFile>& files) {
        for (const auto& file : files) open(file);
        CatalogueReader catalogues(corpus_, mistakes_);
        forEachRoot("specification", [&](const Tag& root) { catalogues.readSpecification(root); });
        forEachRoot("faults", [&](const Tag& root) { catalogues.readFaults(root); });
        FragmentLibrary fragments(mistakes_);
        if (incomplete_) fragments.setIncomplete();
        forEachRoot("fragments", [&](const Tag& root) { fragments.add(root); });
        const References references(corpus_, incomplete_);
        ActionReader actions(fragments, references, mistakes_);
        fragments.check(actions);
        corpus_.fragments = fragments.sources();

        VectorReader vectors(corpus_, actions, references, mistakes_);
        readVectors(vectors);
        InvariantReader invariants(corpus_, references, mistakes_);
        forEachRoot("invariants", [&](const Tag& root) { invariants.read(root); });
        if (mistakes_.count() > 0) return mistakes_.sorted();
        tellInvariants();
        sort();
        return std::move(corpus_);
    }

  private:
    void open(const SourceFile& file) {
        const auto& source = *sources_.emplace_back(std::make_unique<Source>(file.name, file.content));
        mistakes_.add(source);
        if (auto document = Document::read(source, mistakes_)) {
            checkRoot(document->root());
            documents_.push_back(std::move(document));
        } else {
            incomplete_ = true;
        }
    }

    void checkRoot(const Tag& root) {
        const std::vector<std::string_view> names{"vectors", "fragments", "specification", "faults",
                                                  "invariants"};
        if (!root.isOurs()) {
            mistakes_.at(root.place(),
                         fmt::format("<{}> is not in the namespace {}", root.written(), kVectorNamespace));
        } else if (std::find(names.begin(), names.end(), root.name()) == names.end()) {
            mistakes_.at(root.place(), fmt::format("unknown root element <{}>{}", root.written(),
                                                   didYouMean(root.name(), names)));
        } else {
            return;
        }
        incomplete_ = true;
    }

    template <class Read>
    void forEachRoot(std::string_view name, Read read) {
        for (const auto& document : documents_) {
            if (!document) continue;
            const Tag root = document->root();
            if (root.isOurs() && root.name() == name) read(root);
        }
    }

    /// Most of all that is loaded: a file's tree goes as soon as its vectors are there.
    void readVectors(VectorReader& vectors) {
        for (auto& document : documents_) {
            const Tag root = document->root();
            if (!root.isOurs() || root.name() != "vectors") continue;
            vectors.read(root);
            document.reset();
        }
    }

    void tellInvariants() {
        for (const Invariant& invariant : corpus_.invariants) {
            const auto requirement = corpus_.requirements.find(invariant.requirement);
            corpus_.always.push_back(toldVector(
                invariant, requirement == corpus_.requirements.end() ? nullptr : &requirement->second));
        }
    }

    void sort() {
        std::stable_sort(corpus_.vectors.begin(), corpus_.vectors.end(),
                         [](const Vector& a, const Vector& b) {
                             return std::tie(a.step, *a.place.file, a.place.line) <
                                    std::tie(b.step, *b.place.file, b.place.line);
                         });
    }

    std::vector<std::unique_ptr<Source>> sources_;
    std::vector<std::unique_ptr<Document>> documents_;  ///< null: read, and no longer needed
    Mistakes mistakes_;
    Corpus corpus_;
    bool incomplete_ = false;
};

}  // namespace

std::variant<Corpus, Diagnostics> load(const std::vector<SourceFile>& files) { return Loading().run(files); }

}  // namespace xmppconf::vector
