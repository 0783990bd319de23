#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <list>
#include <vector>

#include "harness/octets/Interrupt.h"
#include "suite/commands/Signals.h"
#include "tests/wire/Passage.h"

namespace {

using namespace xmppconf;
using namespace xmppconf::wire;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostClients = 512;

/// Carries clients to the server until the deadline, or until one of the descriptors can be read.
void carry(Poco::Net::ServerSocket& listener, const Poco::Net::SocketAddress& server, const WireFault& fault,
           Clock::time_point deadline, const std::vector<int>& stops) {
    std::list<Passage> passages;
    while (Clock::now() < deadline) {
        std::vector<pollfd> descriptors;
        for (const int stop : stops) descriptors.push_back({stop, POLLIN, 0});
        const bool full = passages.size() >= kMostClients;
        descriptors.push_back({full ? -1 : listener.impl()->sockfd(), POLLIN, 0});
        for (const Passage& each : passages)
            for (const pollfd& watched : each.watched()) descriptors.push_back(watched);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (::poll(descriptors.data(), descriptors.size(), static_cast<int>(left.count())) < 0) continue;

        auto happened = descriptors.cbegin();
        for (std::size_t i = 0; i < stops.size(); ++i)
            if ((happened++)->revents != 0) return;
        const bool somebody = (happened++)->revents != 0;
        for (Passage& each : passages) {
            const short client = (happened++)->revents;
            const short toServer = (happened++)->revents;
            if (client != 0 || toServer != 0) each.advance(client, toServer);
        }
        passages.remove_if([](const Passage& each) { return each.over(); });
        if (!somebody) continue;
        Poco::Net::StreamSocket client = listener.acceptConnection();
        try {
            passages.emplace_back(client, Poco::Net::StreamSocket(server), fault);
        } catch (const Poco::Exception&) {
            client.setLinger(true, 0);  // the server takes nobody: neither do we
        }
    }
}

}  // namespace

/// Stands before a server on loopback that speaks without TLS, and puts a fault on the wire. Ends on SIGTERM,
/// at the end of its standard input, and after its time.
int main(int argc, char** argv) {
    CLI::App app(
        "Stands between clients and a server on loopback, changes what the server says, and prints "
        "its port");
    unsigned short to = 0;
    std::string name;
    int seconds = 600;
    bool list = false;
    app.add_option("--to", to, "The server's port");
    app.add_option("--fault", name, "A fault of vectors/specs/faults.xml that can be put on the wire");
    app.add_option("--for", seconds, "Ends after so many seconds")->capture_default_str();
    app.add_flag("--list", list, "Prints the faults, one a line");
    CLI11_PARSE(app, argc, argv);

    if (list) {
        for (const WireFault& each : wireFaults()) std::cout << each.name << '\n';
        return EXIT_SUCCESS;
    }
    const WireFault* fault = wireFaultNamed(name);
    if (!fault || to == 0) {
        std::cerr << (fault ? "--to needs the server's port.\n"
                            : "There is no fault " + name + " here: --list.\n");
        return 2;
    }
    octets::Interrupt interrupt;
    const suite::Signals signals(interrupt);
    Poco::Net::ServerSocket listener(Poco::Net::SocketAddress("127.0.0.1", 0), 128);
    std::cout << listener.address().port() << std::endl;
    carry(listener, Poco::Net::SocketAddress("127.0.0.1", to), *fault,
          Clock::now() + std::chrono::seconds(seconds), {interrupt.fd(), STDIN_FILENO});
    return EXIT_SUCCESS;
}
