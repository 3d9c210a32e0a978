#include "app/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace doorstroom {

namespace {

// A signal handler can reach nothing but what is global.
std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);

void note(int signal) { received = signal; }

}  // namespace

void listen_for_interrupts() {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);  // nohup and `&` have their way
    }
    ::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is then a failed write like any other
}

int interrupt() { return received; }

}  // namespace doorstroom
