#include "suite/run/Eavesdropper.h"

#include "reports/secrets/Mask.h"

namespace xmppconf::suite {

void Eavesdropper::actionStarted(const vector::Action& action, std::span<const vector::Place> uses,
                                 octets::Duration at) {
    queue_.actionStarted({{&vector_, attempt_, at}, &action, {uses.begin(), uses.end()}});
}

void Eavesdropper::checked(const judge::Check& check, const std::vector<sasl::Secret>& secrets,
                           octets::Duration at) {
    std::vector<sasl::Secret> all = secrets;
    all.insert(all.end(), passwords_.begin(), passwords_.end());
    queue_.checked({{&vector_, attempt_, at}, reports::masked(check, all)});
}

}  // namespace xmppconf::suite
