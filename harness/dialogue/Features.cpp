#include "harness/dialogue/Features.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/xml/Namespaces.h"

namespace xmppconf::dialogue {

namespace {

constexpr std::size_t kMost = 100;  // a hostile peer may offer a million

}  // namespace

std::vector<std::string> offeredMechanisms(const xml::Element& features) {
    std::vector<std::string> offered;
    const xml::Element* mechanisms = features.child(xml::ns::kSasl, "mechanisms");
    if (!mechanisms) return offered;
    for (const xml::Node* node = mechanisms->firstChild; node && offered.size() < kMost; node = node->next) {
        if (node->element && node->element->is(xml::ns::kSasl, "mechanism"))
            offered.push_back(node->element->text());
    }
    return offered;
}

bool offersFeature(const xml::Element& features, std::string_view ns, std::string_view name) {
    for (const xml::Node* node = features.firstChild; node; node = node->next) {
        if (node->element && node->element->ns == ns && (name.empty() || node->element->name == name))
            return true;
    }
    return false;
}

bool offersMechanism(const xml::Element& features, std::string_view mechanism) {
    const auto offered = offeredMechanisms(features);
    return std::find(offered.begin(), offered.end(), mechanism) != offered.end();
}

std::vector<std::string> offeredFeatures(const xml::Element& features) {
    std::vector<std::string> offered;
    for (const xml::Node* node = features.firstChild; node && offered.size() < kMost; node = node->next) {
        if (node->element) offered.push_back(fmt::format("{{{}}}{}", node->element->ns, node->element->name));
    }
    return offered;
}

}  // namespace xmppconf::dialogue
