#include <malloc.h>

#include "suite/commands/Program.h"

namespace {

/// By itself glibc keeps for each thread as much as it ever needed at once, for a conversation that is
/// flooded some 14 MiB. Large buffers go straight back to the system, and threads share what is kept.
void giveMemoryBack() {
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    mallopt(M_ARENA_MAX, 2);
}

}  // namespace

int main(int argc, char** argv) {
    giveMemoryBack();
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return xmppconf::suite::runProgram(arguments, xmppconf::suite::surroundingsOfProcess());
}
