#include "reports/model/RunRecord.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace xmppconf::reports {

RunRecord::RunRecord(const RunInfo& info)
    : info_(info), requirements_(*info.corpus, info.selected), inOrder_(info.selected) {
    // In the corpus all vectors are neighbours, so their addresses have its order.
    std::sort(inOrder_.begin(), inOrder_.end(), std::less<>());
    for (const vector::Vector* vector : inOrder_) ranks_.emplace(vector, ranks_.size());
    for (const vector::Vector& told : info.corpus->always) ranks_.emplace(&told, ranks_.size());
}

void RunRecord::add(const dialogue::Outcome& outcome) {
    vectors_.add(outcome.vector->step, outcome.verdict);
    requirements_.add(outcome);
}

std::size_t RunRecord::rank(const vector::Vector* vector) const {
    const auto found = ranks_.find(vector);
    return found == ranks_.end() ? ranks_.size() : found->second;
}

std::string RunRecord::repeat(const dialogue::Outcome& outcome) const {
    const vector::Vector& vector = outcome.seenIn.empty() ? *outcome.vector : *outcome.seenIn.front();
    return fmt::format("{} --select {}", info_.repeatCommand, vector.id);
}

std::string RunRecord::target() const {
    const bool ipv6 = info_.host.find(':') != std::string::npos;
    return ipv6 ? fmt::format("[{}]:{}", info_.host, info_.port)
                : fmt::format("{}:{}", info_.host, info_.port);
}

std::string rfc3339(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", std::chrono::floor<std::chrono::seconds>(time));
}

long long milliseconds(octets::Duration duration) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

}  // namespace xmppconf::reports
