#pragma once

#include <string>
#include <string_view>

namespace xmppconf::reports {

/// Foreign octets on one line of Markdown, in a table's cell too: nothing in them is markup, a link, a
/// mention or HTML.
std::string markdownText(std::string_view octets);

/// A link where the address is one of the web without anything odd in it, else the text alone. `text` is
/// Markdown.
std::string markdownLink(const std::string& text, std::string_view address);

}  // namespace xmppconf::reports
