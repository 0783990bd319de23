#include "reports/text/MarkdownText.h"

#include <fmt/format.h>

#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

// A character reference is never markup. Dots and colons are among them so that no address becomes a link.
constexpr std::string_view kMarkup = "\\`*_{}[]<>()#+!|~@:&$.^=\"'";
constexpr std::string_view kOfAddresses =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#=&%";

}  // namespace

std::string markdownText(std::string_view octets) {
    std::string text;
    for (const char c : visible(octets, Lines::Escape)) {
        if (kMarkup.find(c) == kMarkup.npos)
            text += c;
        else
            text += fmt::format("&#{};", static_cast<int>(c));
    }
    return text;
}

std::string markdownLink(const std::string& text, std::string_view address) {
    const bool plain =
        address.starts_with("https://") && address.find_first_not_of(kOfAddresses) == address.npos;
    return plain ? fmt::format("[{}]({})", text, address) : text;
}

}  // namespace xmppconf::reports
