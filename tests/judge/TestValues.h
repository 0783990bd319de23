#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include "harness/judge/Values.h"

namespace xmppconf::tests {

class TestValues final : public judge::Values {
  public:
    explicit TestValues(std::initializer_list<std::pair<const std::string, std::string>> known)
        : known_(known) {}

    Result<std::string> value(std::string_view name) override {
        const auto found = known_.find(name);
        if (found == known_.end()) return Failure{"no value"};
        return found->second;
    }
    void derived(std::string_view from, std::string_view to) override { derivations[std::string(from)] = to; }

    std::map<std::string, std::string> derivations;

  private:
    std::map<std::string, std::string, std::less<>> known_;
};

}  // namespace xmppconf::tests
