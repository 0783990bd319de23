#include "tests/faulty/honest/Variety.h"

#include <algorithm>

namespace xmppconf::faulty {

namespace {

/// What goes together, in the order in which it is applied: what looks at octets comes before what respells
/// them.
constexpr std::string_view kTogether[] = {"ends-the-connection-late",
                                          "header-says-more",
                                          "white-space-between-stanzas",
                                          "more-features",
                                          "more-mechanisms",
                                          "features-indented",
                                          "talks-unasked",
                                          "reflects-presence",
                                          "errors-say-more",
                                          "answers-name-the-account",
                                          "language-on-each-stanza",
                                          "resources-of-any-text",
                                          "long-ids",
                                          "tags-indented",
                                          "prefixes-inside",
                                          "failures-say-more",
                                          "texts-as-cdata",
                                          "thinks-400-ms"};

std::vector<Variety> collected() {
    std::vector<Variety> all;
    for (const auto table : {pacingVarieties(), spellingVarieties(), loginVarieties(), stanzaVarieties(),
                             negotiationVarieties()})
        all.insert(all.end(), table.begin(), table.end());
    std::vector<Variety> together;
    for (const std::string_view name : kTogether)
        together.push_back(
            *std::find_if(all.begin(), all.end(), [&](const Variety& each) { return each.name == name; }));
    all.push_back({"many-at-once", [together](Conduct& c) {
                       for (const Variety& each : together) each.apply(c);
                   }});
    return all;
}

}  // namespace

const std::vector<Variety>& varieties() {
    static const std::vector<Variety> all = collected();
    return all;
}

}  // namespace xmppconf::faulty
