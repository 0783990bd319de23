#include "harness/vector/Corpus.h"

#include <algorithm>

namespace xmppconf::vector {

Vector toldVector(const Invariant& invariant, const Requirement* requirement) {
    Vector vector;
    vector.id = std::string(kAlways) + invariant.id;
    vector.title = requirement ? requirement->text : invariant.requirement;
    vector.step = Step::Always;
    vector.judges = {{"always", invariant.requirement}};
    vector.place = invariant.place;
    vector.source = invariant.source;
    return vector;
}

const Vector* Corpus::vector(std::string_view id) const {
    const auto found =
        std::find_if(vectors.begin(), vectors.end(), [&](const Vector& vector) { return vector.id == id; });
    return found == vectors.end() ? nullptr : &*found;
}

const Vector* Corpus::toldOf(std::string_view invariant) const {
    const auto found = std::find_if(always.begin(), always.end(), [&](const Vector& vector) {
        return std::string_view(vector.id).substr(kAlways.size()) == invariant;
    });
    return found == always.end() ? nullptr : &*found;
}

}  // namespace xmppconf::vector
