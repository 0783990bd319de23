#include "harness/judge/Verdict.h"

namespace xmppconf::judge {

std::string_view nameOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::Pass:
            return "pass";
        case Verdict::Info:
            return "info";
        case Verdict::Warn:
            return "warn";
        case Verdict::Fail:
            return "fail";
        case Verdict::Blocked:
            return "blocked";
        case Verdict::Skip:
            return "skip";
        case Verdict::Error:
            return "error";
    }
    return "error";
}

Verdict broken(vector::Level level) {
    switch (level) {
        case vector::Level::Must:
            return Verdict::Fail;
        case vector::Level::Should:
            return Verdict::Warn;
        case vector::Level::May:
            return Verdict::Info;
    }
    return Verdict::Fail;
}

namespace {

int weight(Verdict verdict) {
    switch (verdict) {
        case Verdict::Skip:
            return 0;
        case Verdict::Pass:
            return 1;
        case Verdict::Info:
            return 2;
        case Verdict::Blocked:
            return 3;
        case Verdict::Warn:
            return 4;
        case Verdict::Fail:
            return 5;
        case Verdict::Error:
            return 6;
    }
    return 6;
}

}  // namespace

Verdict worse(Verdict a, Verdict b) { return weight(a) >= weight(b) ? a : b; }

}  // namespace xmppconf::judge
