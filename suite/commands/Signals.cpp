#include "suite/commands/Signals.h"

#include <atomic>
#include <csignal>

namespace xmppconf::suite {
namespace {

std::atomic<octets::Interrupt*> listening = nullptr;
static_assert(std::atomic<octets::Interrupt*>::is_always_lock_free, "the handler needs it");

extern "C" void onSignal(int) {
    if (octets::Interrupt* interrupt = listening.load()) interrupt->raise();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

}  // namespace

Signals::Signals(octets::Interrupt& interrupt) {
    listening = &interrupt;
    handle(SIGINT, onSignal);
    handle(SIGTERM, onSignal);
    handle(SIGPIPE, SIG_IGN);
    handle(SIGXFSZ, SIG_IGN);
}

Signals::~Signals() {
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
    handle(SIGPIPE, SIG_DFL);
    handle(SIGXFSZ, SIG_DFL);
    listening = nullptr;
}

}  // namespace xmppconf::suite
