#pragma once

#include <map>
#include <set>
#include <string>

namespace xmppconf::reports {

/// What a browser would find in a page: every element and every attribute.
struct Page {
    std::string error;  ///< why it is not well-formed XML; empty: it is
    std::map<std::string, int> elements;
    std::set<std::string> attributes;
    std::set<std::string> links;
    std::set<std::string> ids;
};

/// Reads the page as strict XML, which it also is: anything that escaped from a text breaks it.
Page parsePage(std::string text);

/// The text between the first `begin` and the next `end`, cut out of the page.
std::string cutOut(std::string& page, const std::string& begin, const std::string& end);

}  // namespace xmppconf::reports
