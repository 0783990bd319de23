#pragma once

#include <string>

#include "harness/judge/Values.h"
#include "harness/vector/Pattern.h"
#include "harness/xml/Element.h"

namespace xmppconf::judge {

/// A template for people: inserts as their values where they have one, else as written; takes as `…` or
/// their regular expression.
std::string describe(const vector::Template& text, Values* values);

/// A pattern as the XML an author would write, with what is special about it in words.
std::string describe(const vector::Pattern& pattern, Values* values);

std::string describe(const std::vector<vector::AttributePattern>& attributes, Values* values);

/// A stream header as it was received, as an open tag.
std::string describeHeader(const xml::Element& header);

}  // namespace xmppconf::judge
