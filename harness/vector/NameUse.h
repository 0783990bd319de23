#pragma once

#include <functional>
#include <string>

#include "harness/vector/Pattern.h"
#include "harness/vector/Place.h"
#include "harness/vector/Template.h"

namespace xmppconf::vector {

/// A name that stands in a text.
struct NameUse {
    Place place;  ///< of the element that holds the text
    const std::string& name;
    bool isTake = false;
};

using SeeName = std::function<void(const NameUse&)>;

/// Calls for every insert and for every take that has a name, in order.
void forEachName(const Template& text, const Place& place, const SeeName& see);
void forEachName(const Pattern& pattern, const SeeName& see);

}  // namespace xmppconf::vector
