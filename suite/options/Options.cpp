#include "suite/options/Options.h"

#include <Poco/StringTokenizer.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>

#include "harness/vector/DidYouMean.h"
#include "suite/options/CommandLine.h"
#include "suite/options/Jid.h"
#include "suite/options/OptionReader.h"

namespace xmppconf::suite {
namespace {

constexpr int kMostJobs = 256;
constexpr double kLongestTimeout = 600;  // seconds
constexpr double kLongestRun = 86'400;   // seconds

Result<int> parseJobs(std::string_view text) {
    int jobs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
    if (error != std::errc{} || end != text.data() + text.size() || jobs < 1 || jobs > kMostJobs)
        return Failure{fmt::format("--jobs is a number from 1 to {}, not '{}'", kMostJobs, text)};
    return jobs;
}

Result<octets::Duration> parseSeconds(std::string_view option, double longest, std::string_view text) {
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), seconds, std::chars_format::fixed);
    const bool number = error == std::errc{} && end == text.data() + text.size() && std::isfinite(seconds);
    const auto duration = std::chrono::duration_cast<octets::Duration>(
        std::chrono::duration<double>(number && seconds > 0 && seconds <= longest ? seconds : 0));
    if (duration <= octets::Duration::zero())
        return Failure{
            fmt::format("{} is a number of seconds above 0 and up to {}, not '{}'", option, longest, text)};
    return duration;
}

Result<octets::Duration> parseTimeout(std::string_view text) {
    return parseSeconds("--timeout", kLongestTimeout, text);
}

Result<octets::Duration> parseMaxTime(std::string_view text) {
    return parseSeconds("--max-time", kLongestRun, text);
}

Result<FailOnList> parseFailOn(std::string_view text) {
    if (text == "never") return FailOnList{FailOn::Never, false, false, false};
    FailOnList list{FailOn::Never, false, false, false};
    for (const std::string& word : Poco::StringTokenizer(std::string(text), ",")) {
        if (word == "must") {
            if (list.requirements == FailOn::Never) list.requirements = FailOn::Must;
        } else if (word == "should") {
            list.requirements = FailOn::Should;
        } else if (word == "flaky") {
            list.flaky = true;
        } else if (word == "outage") {
            list.outage = true;
        } else if (word == "gap") {
            list.gap = true;
        } else {
            return Failure{fmt::format(
                "--fail-on is 'never' or a list of must, should, flaky, outage and gap, not '{}'{}", text,
                vector::didYouMean(word, {"must", "should", "flaky", "outage", "gap", "never"}))};
        }
    }
    return list;
}

Result<std::set<vector::Impact>> parseImpacts(std::string_view text) {
    std::set<vector::Impact> impacts;
    for (const std::string& word : Poco::StringTokenizer(std::string(text), ",")) {
        std::vector<std::string_view> names;
        for (int i = 0; i < vector::kImpacts; ++i) names.push_back(nameOf(static_cast<vector::Impact>(i)));
        const auto found = std::find(names.begin(), names.end(), word);
        if (found == names.end())
            return Failure{fmt::format(
                "--impact is a list of security, interoperability, robustness and form, not '{}'{}", text,
                vector::didYouMean(word, names))};
        impacts.insert(static_cast<vector::Impact>(found - names.begin()));
    }
    return impacts;
}

Result<std::uint64_t> parseSeed(std::string_view text) {
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc{} || end != text.data() + text.size())
        return Failure{
            fmt::format("--seed is a whole number from 0 to 18446744073709551615, not '{}'", text)};
    return seed;
}

Result<unsigned short> parseDirectPort(std::string_view text) { return parsePort(text, "--direct-port"); }

void readTarget(OptionReader& reader, Options& options) {
    reader.checked("--target", parseTarget, [&](Target target) { options.target = std::move(target); });
    reader.checked("--direct-port", parseDirectPort, [&](unsigned short port) { options.directPort = port; });
    reader.text("--domain", options.domain);
    if (const std::string wrong = wrongWithDomain(options.domain); reader.has("--domain") && !wrong.empty())
        reader.fail(fmt::format("--domain '{}' is not a domain: it {}", options.domain, wrong));
    reader.texts("--accounts", options.accountFiles);
    reader.texts("--account", options.accounts);
    reader.texts("--password-file", options.passwordFiles);
    reader.choice<TlsChoice>("--tls",
                             {{"auto", TlsChoice::Auto},
                              {"starttls", TlsChoice::StartTls},
                              {"direct", TlsChoice::Direct},
                              {"none", TlsChoice::None}},
                             options.tls);
    reader.text("--ca", options.caFile);
    options.insecure = reader.has("--insecure");
}

void readChoice(OptionReader& reader, Options& options) {
    using vector::Level;
    reader.texts("--vectors", options.vectorFolders);
    reader.texts("--select", options.select);
    reader.texts("--exclude", options.exclude);
    reader.choice<Level>("--level", {{"must", Level::Must}, {"should", Level::Should}, {"may", Level::May}},
                         options.level);
    reader.checked("--impact", parseImpacts,
                   [&](std::set<vector::Impact> impacts) { options.impacts = std::move(impacts); });
    options.intrusive = reader.has("--intrusive");
    reader.checked("--jobs", parseJobs, [&](int jobs) { options.jobs = jobs; });
    reader.checked("--timeout", parseTimeout, [&](octets::Duration timeout) { options.timeout = timeout; });
    reader.checked("--seed", parseSeed, [&](std::uint64_t seed) { options.seed = seed; });
    reader.checked("--max-time", parseMaxTime, [&](octets::Duration time) { options.maxTime = time; });
    reader.checked("--fail-on", parseFailOn, [&](FailOnList list) { options.failOn = list; });
}

void readBaseline(OptionReader& reader, Options& options) {
    reader.text("--baseline", options.baselineFile);
    reader.text("--write-baseline", options.writeBaselineFile);
}

void readReports(OptionReader& reader, Options& options) {
    reader.text("--json", options.jsonFile);
    reader.text("--html", options.htmlFile);
    reader.text("--junit", options.junitFile);
    reader.text("--ctrf", options.ctrfFile);
    reader.text("--summary", options.summaryFile);
    readColor(reader, options.color);
    options.trace = reader.has("--trace");
    options.verbose = reader.has("--verbose");
    options.listRequirements = reader.has("--requirements");
    reader.text("--explain", options.explain);
}

Options::Mode modeOf(const OptionReader& reader) {
    if (reader.has("--help")) return Options::Mode::Help;
    if (reader.has("--version")) return Options::Mode::Version;
    if (reader.has("--explain")) return Options::Mode::Explain;
    return reader.has("--list") ? Options::Mode::List : Options::Mode::Run;
}

std::string namedTwice(const std::vector<WrittenFile>& files) {
    for (auto one = files.begin(); one != files.end(); ++one)
        for (auto other = files.begin(); other != one; ++other)
            if (one->path == other->path)
                return one->path == "-"
                           ? fmt::format("{} and {} cannot both be '-'", other->option, one->option)
                           : fmt::format("{} and {} both name '{}'", other->option, one->option, one->path);
    return {};
}

// What fits together and what does not.
std::string conflict(const Options& options, bool list) {
    if (options.listRequirements && !list) return "--requirements goes with --list only";
    if (list && options.mode == Options::Mode::Explain) return "--list and --explain exclude each other";
    if (options.insecure && !options.caFile.empty()) return "--ca and --insecure exclude each other";
    if (std::string twice = namedTwice(options.writtenFiles()); !twice.empty()) return twice;
    for (const WrittenFile& file : options.writtenFiles())  // only a baseline is written in the place of one
        if (file.option != "--write-baseline" && file.path == options.baselineFile)
            return fmt::format("--baseline and {} both name '{}'", file.option, file.path);
    if (!options.passwordFiles.empty() && options.passwordFiles.size() != options.accounts.size())
        return fmt::format(
            "there are {} of --account and {} of --password-file; give one password file for each account, "
            "in the same order, or none and set XMPPCONF_PASSWORD",
            options.accounts.size(), options.passwordFiles.size());
    if (options.mode == Options::Mode::Run && !options.target) return "--target is missing: which server?";
    return {};
}

}  // namespace

void readColor(OptionReader& reader, ColorChoice& into) {
    reader.choice<ColorChoice>(
        "--color",
        {{"auto", ColorChoice::Auto}, {"always", ColorChoice::Always}, {"never", ColorChoice::Never}}, into);
}

std::vector<WrittenFile> Options::writtenFiles() const {
    std::vector<WrittenFile> files = {{"--json", jsonFile},       {"--html", htmlFile},
                                      {"--junit", junitFile},     {"--ctrf", ctrfFile},
                                      {"--summary", summaryFile}, {"--write-baseline", writeBaselineFile}};
    std::erase_if(files, [](const WrittenFile& file) { return file.path.empty(); });
    return files;
}

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
    const auto given = readCommandLine(arguments);
    if (!given) return Failure{given.error()};
    OptionReader reader(given.value());
    Options options;
    options.mode = modeOf(reader);
    if (options.mode == Options::Mode::Help || options.mode == Options::Mode::Version) return options;
    readTarget(reader, options);
    readChoice(reader, options);
    readBaseline(reader, options);
    readReports(reader, options);
    if (reader.failure().empty()) reader.fail(conflict(options, reader.has("--list")));
    if (!reader.failure().empty()) return Failure{reader.failure()};
    return options;
}

}  // namespace xmppconf::suite
