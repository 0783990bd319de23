#include "suite/options/RepeatCommand.h"

#include <fmt/format.h>

#include "suite/options/CommandLine.h"

namespace xmppconf::suite {
namespace {

std::string hostAndPort(const Target& target) {
    if (!target.port) return target.host;
    const bool ipv6 = target.host.find(':') != target.host.npos;
    return ipv6 ? fmt::format("[{}]:{}", target.host, *target.port)
                : fmt::format("{}:{}", target.host, *target.port);
}

std::string valueOf(TlsChoice choice) {
    switch (choice) {
        case TlsChoice::StartTls:
            return "starttls";
        case TlsChoice::Direct:
            return "direct";
        case TlsChoice::None:
            return "none";
        case TlsChoice::Auto:
            break;
    }
    return "auto";
}

std::string valueOf(vector::Level level) {
    switch (level) {
        case vector::Level::Must:
            return "must";
        case vector::Level::Should:
            return "should";
        case vector::Level::May:
            break;
    }
    return "may";
}

/// To the nanosecond, as parseOptions takes it: without an exponent.
std::string seconds(octets::Duration duration) {
    std::string text = fmt::format("{:.9f}", std::chrono::duration<double>(duration).count());
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

std::string repeatCommand(const Options& options) {
    std::vector<std::string> words = {"xmppconf"};
    const auto add = [&](const char* option, const std::string& value) {
        words.emplace_back(option);
        words.push_back(value);
    };
    if (options.target) add("--target", hostAndPort(*options.target));
    if (!options.domain.empty()) add("--domain", options.domain);
    for (const std::string& file : options.accountFiles) add("--accounts", file);
    for (const std::string& account : options.accounts) add("--account", account);
    for (const std::string& file : options.passwordFiles) add("--password-file", file);
    if (options.tls != TlsChoice::Auto) add("--tls", valueOf(options.tls));
    if (options.directPort) add("--direct-port", std::to_string(*options.directPort));
    if (!options.caFile.empty()) add("--ca", options.caFile);
    if (options.insecure) words.emplace_back("--insecure");
    for (const std::string& folder : options.vectorFolders) add("--vectors", folder);
    if (options.level != vector::Level::May) add("--level", valueOf(options.level));
    if (options.intrusive) words.emplace_back("--intrusive");
    if (options.timeout != Options().timeout) add("--timeout", seconds(options.timeout));
    if (options.maxTime != Options().maxTime) add("--max-time", seconds(options.maxTime));
    return shellQuoted(words);
}

}  // namespace xmppconf::suite
