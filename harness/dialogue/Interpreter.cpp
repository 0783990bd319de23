#include "harness/dialogue/Interpreter.h"

#include "harness/dialogue/Conversation.h"

namespace xmppconf::dialogue {

std::string_view nameOf(Security security) {
    switch (security) {
        case Security::None:
            return "none";
        case Security::StartTls:
            return "starttls";
        case Security::Direct:
            return "direct";
    }
    return "none";
}

Interpreter::Interpreter(const vector::Corpus& corpus, const RunContext& context, const octets::Clock& clock,
                         octets::Network& network)
    : corpus_(corpus), context_(context), clock_(clock), network_(network) {}

Outcome Interpreter::run(const vector::Vector& vector, const std::map<std::string, Account>& roles,
                         octets::Random& random, Observer* observer) {
    Stage stage(corpus_, context_, vector, roles, clock_, network_, random);
    return Conversation(stage, vector, observer).hold();
}

}  // namespace xmppconf::dialogue
