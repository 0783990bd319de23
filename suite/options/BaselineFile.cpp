#include "suite/options/BaselineFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "harness/vector/DidYouMean.h"
#include "reports/text/LineAndColumn.h"
#include "suite/options/TextFile.h"

namespace xmppconf::suite {
namespace {

using reports::AcceptedDeviation;
using reports::Baseline;
using Json = nlohmann::ordered_json;

constexpr std::size_t kLargestBaseline = 16 * 1024 * 1024;
constexpr std::string_view kFormat = "xmppconf-baseline/1";
const std::vector<std::string_view> kMembers = {"format", "accepted", "$schema"};
const std::vector<std::string_view> kEntryFields = {"vector", "requirement", "verdict", "reason", "until"};

std::string unknownMember(const Json& object, const std::vector<std::string_view>& known) {
    for (const auto& [name, value] : object.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            return fmt::format("an unknown member '{}'{}", name, vector::didYouMean(name, known));
    return {};
}

bool isDay(const std::string& text) {
    unsigned year = 0, month = 0, day = 0;
    const char* begin = text.data();
    const auto number = [&](std::size_t at, std::size_t length, unsigned& into) {
        return std::from_chars(begin + at, begin + at + length, into).ptr == begin + at + length;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return false;
    return std::chrono::year_month_day(std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                       std::chrono::day(day))
        .ok();
}

Result<judge::Verdict> deviationNamed(const std::string& name) {
    for (const auto verdict : {judge::Verdict::Fail, judge::Verdict::Warn, judge::Verdict::Info})
        if (name == judge::nameOf(verdict)) return verdict;
    return Failure{fmt::format("has the verdict '{}' instead of fail, warn or info", name)};
}

Result<AcceptedDeviation> parseEntry(const Json& json) {
    if (!json.is_object()) return Failure{"is not an object"};
    if (const std::string unknown = unknownMember(json, kEntryFields); !unknown.empty())
        return Failure{"has " + unknown};
    for (const std::string_view field : kEntryFields) {
        const auto found = json.find(field);
        const bool optional = field == "until";
        if (found == json.end() || (optional && found->is_null())) {
            if (optional) continue;
            return Failure{fmt::format("lacks '{}'", field)};
        }
        if (!found->is_string()) return Failure{fmt::format("has a '{}' that is not a string", field)};
        if (found->get_ref<const std::string&>().empty())
            return Failure{fmt::format("has an empty '{}'", field)};
    }
    AcceptedDeviation entry;
    entry.vector = json["vector"].get<std::string>();
    entry.requirement = json["requirement"].get<std::string>();
    entry.reason = json["reason"].get<std::string>();
    const auto verdict = deviationNamed(json["verdict"].get<std::string>());
    if (!verdict) return Failure{verdict.error()};
    entry.verdict = verdict.value();
    if (const auto until = json.find("until"); until != json.end() && until->is_string()) {
        entry.until = until->get<std::string>();
        if (!isDay(entry.until))
            return Failure{
                fmt::format("is accepted until '{}', which is not a day like 2027-01-31", entry.until)};
    }
    return entry;
}

Json entryJson(const AcceptedDeviation& entry) {
    Json json{{"vector", entry.vector},
              {"requirement", entry.requirement},
              {"verdict", judge::nameOf(entry.verdict)},
              {"reason", entry.reason}};
    if (!entry.until.empty()) json["until"] = entry.until;
    return json;
}

}  // namespace

Result<Baseline> parseBaseline(std::string_view text, const std::string& name) {
    const auto wrong = [&](const std::string& what) { return Failure{fmt::format("{}: {}", name, what)}; };
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& error) {
        return Failure{
            fmt::format("{}:{}: this is not valid JSON", name, reports::lineAndColumn(text, error.byte))};
    } catch (const Json::out_of_range&) {
        return wrong("a number is too large");
    }
    if (!json.is_object() || !json.contains("format") || json["format"] != kFormat)
        return wrong(
            fmt::format("this is not a baseline: it does not begin with {{\"format\": \"{}\"", kFormat));
    if (const std::string unknown = unknownMember(json, kMembers); !unknown.empty())
        return wrong("the file has " + unknown);
    if (!json.contains("accepted") || !json["accepted"].is_array())
        return wrong("there is no list 'accepted'");
    Baseline baseline;
    std::size_t number = 0;
    for (const Json& one : json["accepted"]) {
        ++number;
        auto entry = parseEntry(one);
        if (!entry) return wrong(fmt::format("entry {} of 'accepted' {}", number, entry.error()));
        const std::string what = fmt::format("{} in {}", entry.value().requirement, entry.value().vector);
        if (!baseline.add(std::move(entry).value()))
            return wrong(fmt::format("entry {} of 'accepted' accepts {} a second time", number, what));
    }
    return baseline;
}

Result<Baseline> readBaseline(const std::string& path) {
    const auto file = readTextFile(path, kLargestBaseline);
    if (!file) return Failure{file.error()};
    return parseBaseline(file.value().text, path);
}

std::string renewedBaseline(const reports::BaselineResult& result) {
    Baseline renewed;
    for (const reports::NewDeviation& fresh : result.fresh)
        if (!fresh.entry.requirement.empty()) renewed.add(fresh.entry);
    for (const reports::BaselineEntry& one : result.entries)
        if (one.state != reports::EntryState::Stale) renewed.add(one.entry);
    Json accepted = Json::array();
    for (const AcceptedDeviation* entry : renewed.entries()) accepted.push_back(entryJson(*entry));
    const Json json{{"format", kFormat}, {"accepted", accepted}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<void> mayWriteBaseline(const std::string& path, const std::string& readFrom) {
    namespace fs = std::filesystem;
    if (path.empty()) return {};
    std::error_code error;
    const bool exists = path != "-" && fs::is_regular_file(path, error) && fs::file_size(path, error) > 0;
    if (exists && (readFrom.empty() || !fs::equivalent(path, readFrom, error)))
        return Failure{
            fmt::format("'{0}' exists, and writing it anew would lose the reasons in it: read it too, with "
                        "--baseline {0}, "
                        "or remove it first",
                        path)};
    return {};
}

}  // namespace xmppconf::suite
