#pragma once

#include <vector>

#include "harness/Result.h"
#include "harness/judge/TextMatcher.h"
#include "harness/judge/Values.h"
#include "harness/vector/Pattern.h"
#include "harness/xml/Element.h"

namespace xmppconf::judge {

/// Whether an element looks as a pattern wants it, with what was taken on the way; the sentence names the
/// first difference.
Result<std::vector<Capture>> matchPattern(const vector::Pattern& pattern, const xml::Element& element,
                                          Values& values);

/// The local names agree, whatever the namespaces.
bool sameLocalName(const vector::Pattern& pattern, const xml::Element& element);

/// Namespace and local name agree.
bool sameName(const vector::Pattern& pattern, const xml::Element& element);

/// Only attributes are compared: of stream headers.
Result<void> matchAttributes(const std::vector<vector::AttributePattern>& wanted, const xml::Element& element,
                             Values& values, std::vector<Capture>& captures);

}  // namespace xmppconf::judge
