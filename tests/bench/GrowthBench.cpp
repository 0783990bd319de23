// What another vector costs the matrices of the tests: made-up vectors, each a copy of one of the project's
// own under another name, meet every setting of the honest server, every variety, every fault and every
// rogue, on all processors.
//
//   GrowthBench [VECTORS [MOST_MS]]
//
// Fails when one vector takes more than MOST_MS milliseconds.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/faults/Rogue.h"
#include "tests/faulty/honest/Variety.h"
#include "tests/faulty/proof/Matrix.h"
#include "tests/faulty/proof/Trial.h"

using namespace xmppconf;
using namespace xmppconf::faulty;

namespace {

/// Copies of vectors from all parts of the corpus.
std::vector<vector::Vector> madeUp(const vector::Corpus& corpus, std::size_t count) {
    std::vector<vector::Vector> made;
    for (std::size_t i = 0; i < count; ++i) {
        made.push_back(corpus.vectors[i * corpus.vectors.size() / count % corpus.vectors.size()]);
        made.back().id += fmt::format("/made-up-{}", i);
    }
    return made;
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<Conduct> conductsOfFaults() {
    std::vector<Conduct> conducts;
    for (const Fault* fault : allFaults()) fault->apply(conducts.emplace_back());
    return conducts;
}

template <class List>
std::vector<Conduct> conductsOf(const List& list) {
    std::vector<Conduct> conducts;
    for (const auto& each : list) each.apply(conducts.emplace_back());
    return conducts;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200;
    const double most = argc > 2 ? std::strtod(argv[2], nullptr) : 0;
    if (count == 0) {
        fmt::print(stderr, "GrowthBench [VECTORS [MOST_MS]]\n");
        return 2;
    }
    const Trial trial(projectCorpus());
    const auto vectors = madeUp(projectCorpus(), count);
    const auto meet = [&](const std::vector<Conduct>& conducts, std::size_t mostSettings) {
        inParallel(vectors.size(), [&](std::size_t at) {
            for (const Conduct& conduct : conducts)
                for (std::size_t i = 0; i < mostSettings; ++i)
                    (void)trial.hold(vectors[at], settings()[i], conduct);
        });
    };
    struct Row {
        const char* name;
        std::vector<Conduct> conducts;
        std::size_t settings;  // as many as the test holds a vector in, where it passes in all of them
    };
    const std::size_t all = settings().size();
    const Row rows[] = {{"honest", {Conduct{}}, all},
                        {"varieties", conductsOf(varieties()), all},
                        {"faults", conductsOfFaults(), 1},
                        {"rogues", conductsOf(rogues()), all}};
    double total = 0;
    fmt::print("{:<10} {:>9} {:>9} {:>12}   ({} vectors)\n", "servers", "of these", "seconds", "ms a vector",
               count);
    for (const Row& row : rows) {
        const double taken = seconds([&] { meet(row.conducts, row.settings); });
        total += taken;
        fmt::print("{:<10} {:>9} {:>9.2f} {:>12.2f}\n", row.name, row.conducts.size(), taken,
                   taken * 1000 / static_cast<double>(count));
    }
    const double each = total * 1000 / static_cast<double>(count);
    fmt::print("{:<10} {:>9} {:>9.2f} {:>12.2f}\n", "all", "", total, each);
    return most > 0 && each > most ? 1 : 0;
}
