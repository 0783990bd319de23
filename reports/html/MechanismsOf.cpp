#include "reports/html/MechanismsOf.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace xmppconf::reports {

namespace {

constexpr std::string_view kAttribute = "mechanism=";
constexpr std::string_view kKnown[] = {"PLAIN",    "EXTERNAL", "ANONYMOUS",   "DIGEST-MD5",
                                       "CRAM-MD5", "LOGIN",    "OAUTHBEARER", "X-OAUTH2"};

bool isKnown(std::string_view name) {
    return name.starts_with("SCRAM-SHA") ||
           std::find(std::begin(kKnown), std::end(kKnown), name) != std::end(kKnown);
}

void addFrom(std::string_view text, std::set<std::string>& names) {
    for (std::size_t at = text.find(kAttribute); at != text.npos; at = text.find(kAttribute, at)) {
        at += kAttribute.size();
        if (at >= text.size() || (text[at] != '\'' && text[at] != '"')) continue;
        const std::string_view rest = text.substr(at + 1);
        const std::string_view name = rest.substr(0, rest.find(text[at]));
        const bool plain = name.size() <= 20 && std::all_of(name.begin(), name.end(), [](char c) {
                               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
                           });
        if (plain && isKnown(name)) names.emplace(name);
    }
}

}  // namespace

std::vector<std::string> mechanismsOf(const ReportedVector& vector) {
    std::set<std::string> names;
    addFrom(vector.source, names);
    for (const auto& entry : vector.transcript)
        if (entry.kind == dialogue::TranscriptEntry::Kind::Sent) addFrom(entry.octets, names);
    return {names.begin(), names.end()};
}

}  // namespace xmppconf::reports
