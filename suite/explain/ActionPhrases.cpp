#include "suite/explain/ActionPhrases.h"

#include <fmt/format.h>

#include "harness/judge/Description.h"
#include "suite/corpus/Overloaded.h"

namespace xmppconf::suite {

using namespace vector;

namespace {

std::string shown(const Template& text) { return judge::describe(text, nullptr); }

std::string hex(const std::string& octets) {
    std::string text;
    for (const char c : octets)
        text += fmt::format(" {:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

// A condition of need and if, in words.
template <class Condition>
std::string conditionText(const Condition& condition) {
    std::vector<std::string> parts;
    if (!condition.mechanism.empty())
        parts.push_back(fmt::format("the mechanism {} is offered", condition.mechanism));
    if (!condition.featureNs.empty())
        parts.push_back(
            fmt::format("the feature {{{}}}{} is offered", condition.featureNs, condition.featureName));
    if (condition.tls == "certificate-requested")
        parts.push_back("the server asks for a certificate");
    else if (!condition.tls.empty())
        parts.push_back(fmt::format("TLS is {}", condition.tls));
    if (!condition.run.empty()) parts.push_back(fmt::format("the run is {}", condition.run));
    return fmt::format("{}", fmt::join(parts, " and "));
}

}  // namespace

std::string phraseOf(const SendPart& part) {
    return std::visit(
        Overloaded{
            [](const Template& text) { return shown(text); },
            [](const Octets& octets) { return fmt::format("[octets{}]", hex(octets.octets)); },
            [](const Split&) { return std::string("[a new write]"); },
            [](const Pause& pause) { return fmt::format("[waits {} ms]", pause.duration.count() / 1000); },
            [](const NewStream&) { return std::string("[a new document]"); }},
        part);
}

std::string phraseOf(const ExpectEnd& end) {
    const char* tag = end.tag == Yes::Required   ? "closes its stream"
                      : end.tag == Yes::Optional ? "ends (a closing tag may come)"
                                                 : "ends without a closing tag";
    return fmt::format("[{}{}]", tag, end.connection ? ", then the connection" : "");
}

std::string phraseOf(const Need& need) { return conditionText(need); }

std::string phraseOf(const If& branch) {
    if (branch.account.empty()) return conditionText(branch);
    return fmt::format("{} and {}'s login with it{} works", conditionText(branch), branch.account,
                       branch.binding.empty() ? std::string{} : " and " + branch.binding);
}

std::string phraseOf(const Assert& check) {
    using Test = Assert::Test;
    const std::string names = fmt::format("{}", fmt::join(check.names, ", "));
    switch (check.test) {
        case Test::Equals:
            return fmt::format("{} equals {}", names, shown(check.than));
        case Test::DiffersFrom:
            return fmt::format("{} differs from {}", names, shown(check.than));
        case Test::Matches:
            return fmt::format("{} matches /{}/", names, shown(check.than));
        case Test::StartsWith:
            return fmt::format("{} starts with {}", names, shown(check.than));
        case Test::Present:
            return fmt::format("{} is there", names);
        case Test::Absent:
            return fmt::format("{} is not there", names);
        case Test::AtLeast:
            return fmt::format("{} is at least {}", names, shown(check.than));
        case Test::AtMost:
            return fmt::format("{} is at most {}", names, shown(check.than));
        case Test::Distinct:
            return fmt::format("{} all differ", names);
    }
    return names;
}

}  // namespace xmppconf::suite
