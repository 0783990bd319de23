#include "harness/vector/Corpus.h"

#include <algorithm>

namespace xmppconf::vector {

const Vector* Corpus::vector(std::string_view id) const {
    const auto found =
        std::find_if(vectors.begin(), vectors.end(), [&](const Vector& vector) { return vector.id == id; });
    return found == vectors.end() ? nullptr : &*found;
}

}  // namespace xmppconf::vector
