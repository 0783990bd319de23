#include "harness/vector/NameUse.h"

namespace xmppconf::vector {

void forEachName(const Template& text, const Place& place, const SeeName& see) {
    for (const auto& part : text.parts) {
        if (const auto* insert = std::get_if<Insert>(&part)) see({place, insert->name, false});
        if (const auto* take = std::get_if<Take>(&part); take && !take->name.empty())
            see({place, take->name, true});
    }
}

void forEachName(const Pattern& pattern, const SeeName& see) {
    for (const auto& attribute : pattern.attributes) {
        if (attribute.value) forEachName(*attribute.value, pattern.place, see);
    }
    if (pattern.text) forEachName(*pattern.text, pattern.place, see);
    for (const auto& child : pattern.children) forEachName(child, see);
}

}  // namespace xmppconf::vector
