// Holds a run as the program does, records it, and holds each of its conversations again from the recording,
// without a network: they must come to the same, to the last octet and check.
//
//   replayRun RECORDING OPTION...     with the options of xmppconf; RECORDING must not be there yet

#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "harness/octets/Interrupt.h"
#include "suite/corpus/Library.h"
#include "suite/corpus/Selection.h"
#include "suite/options/Accounts.h"
#include "suite/options/Options.h"
#include "suite/recording/RecordingFile.h"
#include "suite/recording/Replay.h"
#include "suite/run/TestRun.h"

namespace {

using namespace xmppconf;

/// What the run told of its vectors.
struct Told final : reports::Listener {
    void vectorFinished(const dialogue::Outcome& outcome) override {
        ++vectors;
        if (!outcome.transcript.empty() && outcome.seenIn.empty()) conversed.insert(outcome.vector->id);
    }
    void runFinished(const reports::RunSummary& summary) override { complete = summary.complete; }

    int vectors = 0;
    std::set<std::string> conversed;  ///< by a conversation of their own
    bool complete = false;
};

int fail(const std::string& sentence) {
    fmt::print(stderr, "replayRun: {}\n", sentence);
    return 1;
}

int replayAll(const std::string& path, const vector::Corpus& corpus,
              const std::vector<dialogue::Account>& accounts, const Told& told) {
    const auto conversations = suite::readRecording(path);
    if (!conversations) return fail(conversations.error());
    const auto began = std::chrono::steady_clock::now();
    std::set<std::string> replayed;
    int different = 0;
    for (const suite::RecordedConversation& each : conversations.value()) {
        const auto again = suite::replay(each, corpus, accounts);
        if (!again) return fail(again.error());
        replayed.insert(each.vector);
        if (again.value().difference.empty()) continue;
        ++different;
        fail(fmt::format("{}, attempt {}: {}", each.vector, each.attempt, again.value().difference));
    }
    for (const std::string& id : told.conversed)
        if (!replayed.contains(id)) return fail(fmt::format("no conversation of {} was recorded", id));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    fmt::print(
        "{} vectors, {} conversations of {} vectors given again in {:.1f} s, {} otherwise than recorded\n",
        told.vectors, conversations.value().size(), replayed.size(), took.count(), different);
    return different == 0 && !told.conversed.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return fail("usage: replayRun RECORDING OPTION...");
    const std::string path = argv[1];
    const auto options = suite::parseOptions({argv + 2, argv + argc});
    if (!options) return fail(options.error());
    const auto corpus = suite::loadCorpus(options.value().vectorFolders);
    if (!corpus) return fail(corpus.error());
    auto selected = suite::selectVectors(corpus.value(), {options.value().select, options.value().exclude});
    if (!selected) return fail(selected.error());
    const auto accounts = suite::gatherAccounts(options.value(), std::nullopt);
    if (!accounts) return fail(accounts.error());
    const auto file = suite::RecordingFile::create(path);
    if (!file) return fail(file.error());

    const suite::RunOrder order{options.value(),
                                corpus.value(),
                                std::move(selected).value(),
                                accounts.value().accounts,
                                options.value().domain,
                                {},
                                {},
                                {},
                                file.value().get()};
    octets::Interrupt interrupt;
    Told told;
    const auto began = std::chrono::steady_clock::now();
    suite::holdRun(order, told, interrupt);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!told.complete) return fail("the run is not complete");
    if (const auto written = file.value()->finish(); !written) return fail(written.error());
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || (status.st_mode & 0777U) != 0600)
        return fail("others than its owner can read the recording");
    fmt::print("recorded in {:.1f} s, {} octets\n", took.count(), static_cast<long long>(status.st_size));
    return replayAll(path, corpus.value(), accounts.value().accounts, told);
}
