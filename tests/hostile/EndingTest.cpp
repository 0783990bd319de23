#include "tests/hostile/Hostile.h"

/// Peers that end the connection where they should speak, that stay silent, or that are not there at all.

namespace xmppconf::test {

namespace {

enum class Step { Header, Features, Success, SecondHeader, SecondFeatures, Bind };
enum class Manner { Reset, HalfClose, Silence };

constexpr const char* kSteps[] = {"Header", "Features", "Success", "SecondHeader", "SecondFeatures", "Bind"};
constexpr const char* kManners[] = {"Reset", "HalfClose", "Silence"};

void leave(Line& line, Manner manner) {
    if (manner == Manner::Reset) line.reset();
    if (manner == Manner::HalfClose) line.halfClose();
    line.drain();
    throw Line::Over();
}

/// Speaks as a host should, up to where the answer of that step is due.
void serveUpTo(Line& line, Step step, Manner manner) {
    line.await("<stream:stream");
    line.await(">");
    if (step == Step::Header) leave(line, manner);
    line.send(host::kHeader);
    if (step == Step::Features) leave(line, manner);
    line.send(host::mechanisms("PLAIN"));
    host::auth(line);
    if (step == Step::Success) leave(line, manner);
    host::success(line);
    if (step == Step::SecondHeader) {
        line.await("<stream:stream");
        leave(line, manner);
    }
    host::header(line);
    if (step == Step::SecondFeatures) leave(line, manner);
    line.send(host::kBindFeatures);
    host::request(line);
    leave(line, manner);
}

class Endings : public Hostile, public testing::WithParamInterface<std::tuple<Step, Manner>> {};

TEST_P(Endings, atEachStep) {
    const auto [step, manner] = GetParam();
    if (manner == Manner::Silence) timeout_ = "1";
    const std::string reason = manner == Manner::Reset       ? "reset"
                               : manner == Manner::HalfClose ? "closed the connection"
                                                             : "nothing came within 1 s";
    expectUnfit([step = step, manner = manner](Line& line) { serveUpTo(line, step, manner); }, reason);
}

std::string nameOf(const testing::TestParamInfo<std::tuple<Step, Manner>>& each) {
    return std::string(kSteps[static_cast<std::size_t>(std::get<Step>(each.param))]) +
           kManners[static_cast<std::size_t>(std::get<Manner>(each.param))];
}

INSTANTIATE_TEST_SUITE_P(, Endings,
                         testing::Combine(testing::Values(Step::Header, Step::Features, Step::Success,
                                                          Step::SecondHeader, Step::SecondFeatures,
                                                          Step::Bind),
                                          testing::Values(Manner::Reset, Manner::HalfClose, Manner::Silence)),
                         nameOf);

}  // namespace

}  // namespace xmppconf::test
