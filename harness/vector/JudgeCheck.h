#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/vector/Mistakes.h"
#include "harness/vector/Vector.h"

namespace xmppconf::vector {

/// Actions name judges that exist, and every judges is judged by some action.
class JudgeCheck {
  public:
    explicit JudgeCheck(Mistakes& mistakes) : mistakes_(mistakes) {}
    /// `places`: of the vector's judges, in their order.
    void check(const Vector& vector, const std::vector<Place>& places);

  private:
    void see(const Actions& actions, const Place* use);
    void see(const std::vector<std::string>& names, std::string_view attribute, const Place& place);

    Mistakes& mistakes_;
    std::set<std::string, std::less<>> judges_;
    std::set<std::string, std::less<>> judged_;
    bool complete_ = true;  ///< false: a fragment is missing
};

}  // namespace xmppconf::vector
