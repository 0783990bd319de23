#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/model/Report.h"

namespace xmppconf::reports {

/// Small pieces of the HTML pages. Whatever comes in as text is escaped here.

/// A verdict or a standing as a coloured word.
std::string badge(std::string_view verdict);
/// MUST, SHOULD or MAY.
std::string levelMark(vector::Level level);
/// That and its impact.
std::string marks(const vector::Requirement& requirement);
/// A paragraph on what an attacker gets; nothing where it is not said.
std::string attackHtml(const vector::Requirement& requirement);
/// Beside the id of a vector that may judge otherwise than it did; nothing for the first revision.
std::string revisionMark(int revision);
/// "RFC6120 § 4.8.1", linked to the section when the catalogue has a web address for it.
std::string sectionLink(const vector::Requirement& requirement);
/// A link to what has that id on this page: a vector, a requirement, a specification.
std::string linkTo(std::string_view id);
std::string placeText(std::string_view file, int line);

/// Foreign text inside of <code>, of at most `limit` octets; what is left out is said.
std::string code(std::string_view octets, std::size_t limit);
/// The same without the element, marks of masked secrets highlighted; `missing`: octets that were never kept.
std::string octetsText(std::string_view octets, std::size_t limit, std::size_t missing = 0);
/// What the page leaves out of a text, and how many octets were never kept; nothing when both are 0.
std::string leftOutText(std::size_t leftOut, std::size_t missing);

/// How much of a whole has which class, as a word.
using Shares = std::vector<std::pair<std::string_view, std::size_t>>;
/// As one bar, in the given order; nothing when all are 0.
std::string bar(const Shares& shares);
/// As words: "3 met, 1 broken"; those that are 0 are left out.
std::string words(const Shares& shares);

/// The vectors of a report by verdict, and its requirements; what wants to be read first comes first.
Shares vectorShares(const Report& report);
Shares requirementShares(const Report& report);

/// Verdicts with their names, from the one that wants to be read first to the last.
std::span<const judge::Verdict> bySeverity();

}  // namespace xmppconf::reports
