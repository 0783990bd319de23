#include "tests/faulty/proof/Matrix.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "harness/vector/Loader.h"
#include "suite/corpus/Selection.h"

namespace xmppconf::faulty {

namespace {

vector::Corpus load() {
    auto files = vector::readFolders({XMPPCONF_ROOT "/vectors"});
    if (const auto* mistakes = std::get_if<vector::Diagnostics>(&files))
        throw std::runtime_error(mistakes->front().toString());
    auto corpus = vector::load(std::get<std::vector<vector::SourceFile>>(files));
    if (const auto* mistakes = std::get_if<vector::Diagnostics>(&corpus))
        throw std::runtime_error(mistakes->front().toString());
    return std::get<vector::Corpus>(std::move(corpus));
}

vector::Corpus without(bool (*isUnwanted)(const vector::Vector&)) {
    vector::Corpus corpus = load();
    std::erase_if(corpus.vectors, isUnwanted);
    return corpus;
}

bool triesNoLogin(const vector::Vector& vector) { return !vector.id.starts_with(suite::kControlPrefix); }

}  // namespace

const vector::Corpus& projectCorpus() {
    static const vector::Corpus corpus = without(suite::looksAfterRun);  // they have no verdict in a report
    return corpus;
}

const vector::Corpus& loginCorpus() {
    static const vector::Corpus corpus = without(triesNoLogin);
    return corpus;
}

std::vector<std::string> linesOf(const std::string& file) {
    std::ifstream in(std::string(XMPPCONF_ROOT "/tests/faulty/") + file);
    if (!in) throw std::runtime_error("cannot read tests/faulty/" + file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        line.erase(std::min(line.find('#'), line.size()));
        line.erase(line.find_last_not_of(' ') + 1);
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

void inParallel(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
        threads.emplace_back([&] {
            for (std::size_t at = next++; at < count; at = next++) work(at);
        });
    }
}

bool isBroken(judge::Verdict verdict) {
    return verdict == judge::Verdict::Fail || verdict == judge::Verdict::Warn ||
           verdict == judge::Verdict::Info;
}

const Matrix& Matrix::shared() {
    static const Matrix matrix(projectCorpus());
    return matrix;
}

Matrix::Matrix(const vector::Corpus& corpus)
    : corpus_(corpus), trial_(corpus), honest_(corpus.vectors.size()), tapes_(corpus.vectors.size()) {
    const Conduct honest;
    inParallel(honest_.size(), [&](std::size_t at) {
        for (const Setting& setting : settings())
            honest_[at].push_back(
                trial_.record(corpus_.vectors[at], setting, honest, tapes_[at].emplace_back()));
    });
}

std::size_t Matrix::numberOf(const vector::Vector& vector) const {
    return static_cast<std::size_t>(&vector - corpus_.vectors.data());
}

const std::vector<dialogue::Outcome>& Matrix::honest(const vector::Vector& vector) const {
    return honest_[numberOf(vector)];
}

const dialogue::Outcome& Matrix::honest(const vector::Vector& vector, const Setting& setting) const {
    return honest(vector)[faulty::numberOf(setting)];
}

std::optional<dialogue::Outcome> Matrix::otherwise(const vector::Vector& vector, const Setting& setting,
                                                   const Conduct& conduct) const {
    const Tape& tape = tapes_[numberOf(vector)][faulty::numberOf(setting)];
    if (trial_.follows(tape, vector, setting, conduct)) return std::nullopt;
    return trial_.hold(vector, setting, conduct);
}

std::vector<const Setting*> Matrix::homes(const vector::Vector& vector) const {
    std::vector<const Setting*> found;
    const auto& outcomes = honest(vector);
    for (std::size_t at = 0; at < outcomes.size(); ++at)
        if (outcomes[at].verdict == judge::Verdict::Pass) found.push_back(&settings()[at]);
    return found;
}

}  // namespace xmppconf::faulty
