#include <fcntl.h>
#include <netdb.h>
#include <unistd.h>

#include <cstdlib>

/// Stands in for the resolver of a process that it is preloaded into: says through a named pipe that it was
/// asked, and never answers.
extern "C" int getaddrinfo(const char*, const char*, const addrinfo*, addrinfo**) {
    const int asked = ::open(std::getenv("XMPPCONF_TEST_ASKED"), O_WRONLY);
    for (;;) ::pause();
    return asked;
}
