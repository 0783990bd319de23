#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "harness/octets/Random.h"
#include "suite/commands/Signals.h"
#include "tests/faulty/faults/Fault.h"
#include "tests/faulty/faults/Rogue.h"
#include "tests/faulty/network/TcpServer.h"
#include "tests/faulty/server/Identity.h"
#include "tests/faulty/server/Stream.h"

namespace {

using namespace xmppconf;
using namespace xmppconf::faulty;

struct Options {
    std::string profile = "plain", domain = "localhost";
    std::vector<std::string> faults, rogues;
    unsigned short port = 0, directPort = 0;
    int seconds = 600;
    int accounts = 5;
};

/// What a client needs to know, as one line of JSON.
std::string facts(const Options& options, const TcpServer& server, const Identity& identity,
                  const Site& site) {
    nlohmann::json accounts = nlohmann::json::array();
    for (const auto& [user, password] : site.accounts)
        accounts.push_back({{"jid", user + "@" + site.domain}, {"password", password}});
    accounts.front()["certificate"] = identity.clientFile();
    return nlohmann::json{{"port", server.port()},
                          {"direct_port", server.directPort()},
                          {"domain", options.domain},
                          {"ca", identity.authorityFile()},
                          {"accounts", accounts}}
        .dump();
}

}  // namespace

/// The faulty server over TCP, on loopback only. Ends on SIGTERM, at the end of its standard input, and after
/// its time.
int main(int argc, char** argv) {
    Options options;
    CLI::App app("An XMPP server on loopback that can be told to misbehave; prints its ports as JSON");
    app.add_option("--profile", options.profile, "plain, starttls, mixed or anonymous")
        ->capture_default_str();
    app.add_option("--fault", options.faults, "A fault of vectors/specs/faults.xml; may be repeated");
    app.add_option("--rogue", options.rogues,
                   "Not an XMPP server at all: silent, crash-on-first-bad-stanza, …");
    app.add_option("--domain", options.domain, "Its domain")->capture_default_str();
    app.add_option("--port", options.port, "0: any")->capture_default_str();
    app.add_option("--direct-port", options.directPort, "For direct TLS; 0: any")->capture_default_str();
    app.add_option("--for", options.seconds, "Ends after so many seconds")->capture_default_str();
    app.add_option("--accounts", options.accounts, "user1 with secret1, and so on")->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    const Profile* profile = profileNamed(options.profile);
    if (!profile) {
        std::cerr << "There is no profile " << options.profile << ".\n";
        return 2;
    }
    Conduct conduct;
    const auto apply = [&](const std::vector<std::string>& names, const Fault* (*find)(std::string_view)) {
        for (const std::string& name : names) {
            const Fault* fault = find(name);
            if (!fault) {
                std::cerr << "There is no fault or rogue " << name << ".\n";
                return false;
            }
            fault->apply(conduct);
        }
        return true;
    };
    if (!apply(options.faults, faultNamed) || !apply(options.rogues, rogueNamed)) return 2;

    Site site{options.domain, {}, *profile};
    for (int i = 1; i <= options.accounts; ++i)
        site.accounts["user" + std::to_string(i)] = "secret" + std::to_string(i);
    octets::Interrupt interrupt;
    const suite::Signals signals(interrupt);
    const octets::SystemClock clock;
    octets::SeededRandom random(static_cast<std::uint64_t>(getpid()), "faultyServer");
    const Identity identity("DNS:" + options.domain + ",IP:127.0.0.1", "user1@" + options.domain);
    Server server(site, conduct, clock, random);
    const ProtocolMaker maker = [&](Wire& wire) { return std::make_unique<Stream>(server, wire); };
    const auto dead = [&] { return server.notes.count("dead") != 0; };
    {
        TcpServer tcp(maker, identity, clock, options.port, options.directPort);
        std::cout << facts(options, tcp, identity, site) << std::endl;
        tcp.serve(clock.now() + std::chrono::seconds(options.seconds), {interrupt.fd(), STDIN_FILENO}, dead);
    }
    return dead() ? EXIT_FAILURE : EXIT_SUCCESS;
}
