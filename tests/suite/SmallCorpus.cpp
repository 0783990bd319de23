#include "tests/suite/SmallCorpus.h"

#include <utility>

namespace xmppconf::suite::test {
namespace {

vector::Step stepOf(const std::string& id) {
    const std::string name = id.substr(0, id.find('/'));
    for (int i = 0; i < vector::kSteps; ++i)
        if (name == nameOf(static_cast<vector::Step>(i))) return static_cast<vector::Step>(i);
    return vector::Step::Stream;
}

}  // namespace

// Pointers to vectors are handed out: the room must not move.
SmallCorpus::SmallCorpus() { corpus.vectors.reserve(1000); }

SmallCorpus& SmallCorpus::requirement(const std::string& id, vector::Level level) {
    vector::Requirement requirement;
    requirement.id = id;
    requirement.level = level;
    requirement.text = "Something holds.";
    corpus.requirements.insert_or_assign(id, std::move(requirement));
    return *this;
}

vector::Vector& SmallCorpus::vector(const std::string& id, std::initializer_list<std::string> requirements,
                                    std::vector<std::string> roles) {
    vector::Vector vector;
    vector.id = id;
    vector.title = "About " + id;
    vector.step = stepOf(id);
    vector.roles = std::move(roles);
    if (!vector.roles.empty()) {  // a session that is seen: nobody else may have the accounts meanwhile
        vector::Send send;
        send.parts.emplace_back(
            vector::Template{{std::string("<presence/>urn:ietf:params:xml:ns:xmpp-bind")}});
        vector.actions.push_back(
            {.place = {}, .conn = "c", .req = {}, .rests = {}, .within = {}, .body = send});
    }
    for (const std::string& name : requirements) {
        if (!corpus.requirements.contains(name)) requirement(name, vector::Level::Must);
        vector.judges.push_back({"it", name});
    }
    corpus.vectors.push_back(std::move(vector));
    return corpus.vectors.back();
}

std::vector<dialogue::Account> accounts(int count, int certificates) {
    std::vector<dialogue::Account> result;
    for (int i = 1; i <= count; ++i) {
        dialogue::Account account;
        account.user = "user" + std::to_string(i);
        account.domain = "localhost";
        account.password = "secret" + std::to_string(i);
        if (i <= certificates) account.certificateFile = "user" + std::to_string(i) + ".pem";
        result.push_back(account);
    }
    return result;
}

}  // namespace xmppconf::suite::test
