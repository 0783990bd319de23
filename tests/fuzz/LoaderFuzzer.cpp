#include <fmt/format.h>

#include <algorithm>

#include "harness/vector/Loader.h"
#include "tests/fuzz/Input.h"

// A vector file beside a catalogue, faults and a fragment: it is loaded, or every mistake has its place in
// the file and is a sentence; each time the same.

using namespace xmppconf;
using vector::Corpus;
using vector::Diagnostics;

namespace {

constexpr const char* kName = "fuzzed.xml";

const std::vector<vector::SourceFile> kCompanions = {
    {"catalogue.xml",
     R"(<specification xmlns="urn:xmppconf:vector:1" id="TEST" title="Test" link="https://example.org/#{section}">
<requirement id="TEST/1/first" level="MUST">The first.</requirement>
<requirement id="TEST/1/second" level="SHOULD">The second.</requirement>
</specification>)"},
    {"faults.xml",
     R"(<faults xmlns="urn:xmppconf:vector:1"><fault name="wrong-answer">It answers wrongly.</fault></faults>)"},
    {"fragments.xml",
     R"(<fragments xmlns="urn:xmppconf:vector:1"><fragment name="stream"><parameter name="to" default="${domain}"/>
<connect/><send>@{to}</send><expect-header id="?{conn.id}"/></fragment></fragments>)"}};

bool isBetween(const std::string& line, const std::string& content) {
    return content.find(line) != std::string::npos;
}

std::string checked(const Diagnostics& diagnostics, const std::string& content) {
    fuzz::require(!diagnostics.empty(), "nothing was loaded, and nothing is wrong");
    const auto lines = 1 + std::count(content.begin(), content.end(), '\n');
    std::string all;
    for (const auto& each : diagnostics) {
        const bool here = each.place.file && *each.place.file == kName;
        if (!here) fuzz::fail(fmt::format("a mistake is blamed on another file: {}", each.toString()));
        if (!(each.place.line >= 1 && each.place.line <= lines && each.place.column >= 1))
            fuzz::fail(fmt::format("a mistake has no place in the file: {}", each.toString()));
        fuzz::require(!each.sentence.empty() && isBetween(each.line, content),
                      "a mistake quotes another line");
        all += each.toString() + "\n";
    }
    return all;
}

std::string checked(const Corpus& corpus, const std::string& content) {
    std::string all;
    for (const auto& each : corpus.vectors) {
        fuzz::require(isBetween(each.source, content), "a vector's source is not what was written");
        fuzz::require(each.source.starts_with("<") && each.source.ends_with(">"), "a vector's source is cut");
        fuzz::require(
            !each.id.empty() && !each.title.empty() && !each.judges.empty() && !each.actions.empty(),
            "a vector without its parts was loaded");
        for (const auto& judges : each.judges) {
            fuzz::require(corpus.requirements.count(judges.requirement) == 1, "a requirement is not there");
        }
        for (const auto& fault : each.catches) {
            fuzz::require(corpus.faults.count(fault) == 1, "a fault is not there");
        }
        fuzz::require(corpus.vector(each.id) == &each, "a vector is not found by its id");
        all += each.id + "\n";
    }
    return all;
}

std::string loaded(const std::string& content) {
    auto files = kCompanions;
    files.push_back({kName, content});
    const auto result = vector::load(files);
    return std::visit([&](const auto& each) { return checked(each, content); }, result);
}

}  // namespace

XMPPCONF_FUZZER(Loader) {
    const std::string content(fuzz::Input(data, size).rest());
    fuzz::require(loaded(content) == loaded(content), "loaded again, it is something else");
    return 0;
}
