#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/Result.h"

namespace xmppconf::judge {

/// What names stand for at this moment of a conversation.
class Values {
  public:
    virtual ~Values() = default;
    /// The value of a name, or a sentence that says why it has none.
    virtual Result<std::string> value(std::string_view name) = 0;
    /// Called with every text that came out of filters, so that what was made of a secret stays one.
    virtual void derived(std::string_view from, std::string_view to) = 0;

    /// A text was not compared, for it exceeds a limit of ours: that it does not match is nobody's fault.
    void exceeded(std::string sentence) { exceeded_ = std::move(sentence); }
    /// What was not compared since the last call.
    std::optional<std::string> takeExceeded() { return std::exchange(exceeded_, std::nullopt); }

  private:
    std::optional<std::string> exceeded_;
};

}  // namespace xmppconf::judge
