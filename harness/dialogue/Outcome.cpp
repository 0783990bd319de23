#include "harness/dialogue/Outcome.h"

namespace xmppconf::dialogue {

std::string_view nameOf(Obstacle::Kind kind) {
    switch (kind) {
        case Obstacle::Kind::None:
            return "";
        case Obstacle::Kind::Requirement:
            return "requirement";
        case Obstacle::Kind::Account:
            return "account";
        case Obstacle::Kind::Stranger:
            return "stranger";
        case Obstacle::Kind::Limit:
            return "limit";
        case Obstacle::Kind::Outage:
            return "outage";
    }
    return "";
}

std::string_view nameOf(SkippedFor whom) { return whom == SkippedFor::Run ? "run" : "target"; }

std::string_view nameOf(Mark mark) {
    switch (mark) {
        case Mark::None:
            return "";
        case Mark::Load:
            return "load";
        case Mark::Flaky:
            return "flaky";
    }
    return "";
}

}  // namespace xmppconf::dialogue
