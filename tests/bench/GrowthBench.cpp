// What another vector costs the matrices of the tests: made-up vectors, each a copy of one of the project's
// own under another name, meet the honest server in every setting, and every variety, every fault and every
// rogue where they pass there, on all processors.
//
//   GrowthBench [VECTORS [MOST_MS]]
//
// Fails when one vector takes more than MOST_MS milliseconds.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/faults/Rogue.h"
#include "tests/faulty/honest/Variety.h"
#include "tests/faulty/proof/Matrix.h"

using namespace xmppconf;
using namespace xmppconf::faulty;

namespace {

/// The project's corpus with copies of its vectors, from all its parts, in their place.
vector::Corpus madeUp(std::size_t count) {
    vector::Corpus corpus = projectCorpus();
    const auto own = std::exchange(corpus.vectors, {});
    for (std::size_t i = 0; i < count; ++i) {
        corpus.vectors.push_back(own[i * own.size() / count % own.size()]);
        corpus.vectors.back().id += fmt::format("/made-up-{}", i);
    }
    return corpus;
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
    const vector::Corpus corpus = madeUp(count);
    std::optional<Matrix> matrix;
    const auto meet = [&](const std::vector<Conduct>& conducts, bool everywhere) {
        inParallel(corpus.vectors.size(), [&](std::size_t at) {
            auto homes = matrix->homes(corpus.vectors[at]);
            if (!everywhere && !homes.empty()) homes.resize(1);
            for (const Conduct& conduct : conducts)
                for (const Setting* home : homes) (void)matrix->otherwise(corpus.vectors[at], *home, conduct);
        });
    };
    const auto faults = conductsOfFaults(), others = conductsOf(varieties()), strange = conductsOf(rogues());
    struct Row {
        const char* name;
        std::size_t servers;
        std::function<void()> work;
    };
    const Row rows[] = {{"honest", 1, [&] { matrix.emplace(corpus); }},
                        {"varieties", others.size(), [&] { meet(others, true); }},
                        {"faults", faults.size(), [&] { meet(faults, false); }},
                        {"rogues", strange.size(), [&] { meet(strange, true); }}};
    double total = 0;
    fmt::print("{:<10} {:>9} {:>9} {:>12}   ({} vectors)\n", "servers", "of these", "seconds", "ms a vector",
               count);
    for (const Row& row : rows) {
        const double taken = seconds(row.work);
        total += taken;
        fmt::print("{:<10} {:>9} {:>9.2f} {:>12.2f}\n", row.name, row.servers, taken,
                   taken * 1000 / static_cast<double>(count));
    }
    const double each = total * 1000 / static_cast<double>(count);
    fmt::print("{:<10} {:>9} {:>9.2f} {:>12.2f}\n", "all", "", total, each);
    return most > 0 && each > most ? 1 : 0;
}
