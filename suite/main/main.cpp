#include "suite/commands/Program.h"

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return xmppconf::suite::runProgram(arguments, xmppconf::suite::surroundingsOfProcess());
}
