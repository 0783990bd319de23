#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/xml/Element.h"

namespace xmppconf::dialogue {

/// Whether stream features have a child of that namespace and name; an empty name means any.
bool offersFeature(const xml::Element& features, std::string_view ns, std::string_view name);

bool offersMechanism(const xml::Element& features, std::string_view mechanism);

/// The SASL mechanisms that stream features offer (RFC 6120 6.4.1), in their order.
std::vector<std::string> offeredMechanisms(const xml::Element& features);

/// The children of stream features as {namespace}name.
std::vector<std::string> offeredFeatures(const xml::Element& features);

}  // namespace xmppconf::dialogue
