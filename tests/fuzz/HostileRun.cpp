#include "tests/fuzz/HostileRun.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace xmppconf::fuzz {

namespace {

using Kind = dialogue::TranscriptEntry::Kind;

/// Hands out the pieces, and begins again when there are no more.
class Pieces {
  public:
    explicit Pieces(Input input) {
        do pieces_.emplace_back(input.piece());
        while (!input.empty());
    }
    const std::string& next() { return pieces_[at_++ % pieces_.size()]; }

  private:
    std::vector<std::string> pieces_;
    std::size_t at_ = 0;
};

void fill(octets::TlsFacts& tls, Pieces& pieces) {
    for (auto* text : {&tls.version, &tls.cipher, &tls.alpn, &tls.subject, &tls.issuer, &tls.notAfter,
                       &tls.fingerprint, &tls.verifyError}) {
        *text = pieces.next();
    }
}

void fill(dialogue::Outcome& outcome, Pieces& pieces) {
    outcome.why = judge::said(pieces.next());
    for (auto& check : outcome.checks) {
        for (auto& expected : check.expected) expected = pieces.next();
        check.actual = pieces.next();
        // who judged is the corpus's to say; an empty id would make the check one of the vector's own
        if (!check.invariant.empty()) check.invariant = "i" + pieces.next();
    }
    for (const auto kind : {Kind::Received, Kind::Sent, Kind::Event}) {
        outcome.transcript.push_back({octets::Duration(1000), pieces.next(), kind, pieces.next(), 7});
    }
}

}  // namespace

void makeHostile(reports::SampleRun& run, Input input) {
    Pieces pieces(input);
    for (auto& outcome : run.outcomes) fill(outcome, pieces);
    for (auto* text : {&run.info.host, &run.info.domain, &run.info.command, &run.info.repeatCommand,
                       &run.summary.reason}) {
        *text = pieces.next();
    }
    fill(*run.facts.tls, pieces);
    run.facts.mechanisms = {pieces.next(), pieces.next()};
    run.facts.features = {pieces.next()};
    for (auto& vector : run.corpus.vectors) {
        for (auto* text : {&vector.title, &vector.note, &vector.seen, &vector.source}) *text = pieces.next();
    }
    for (auto& [id, requirement] : run.corpus.requirements) {
        requirement.text = pieces.next();
        requirement.feature = pieces.next();
        requirement.attack = "a" + pieces.next();  // with none, a line is left out
        requirement.link = "https://example.org/" + pieces.next();
    }
    run.corpus.specifications[0].title = pieces.next();
}

std::string reportPath() {
    static const std::string path =
        (std::filesystem::temp_directory_path() / ("xmppconf-fuzz-" + std::to_string(::getpid()))).string();
    return path;
}

std::string takeWritten(const reports::FileReport& report) {
    require(report.written().ok(), "the report was not written");
    std::ifstream file(report.path(), std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::filesystem::remove(report.path());
    return content;
}

}  // namespace xmppconf::fuzz
