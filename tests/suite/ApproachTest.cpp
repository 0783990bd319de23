#include <gtest/gtest.h>

#include "suite/corpus/Selection.h"
#include "suite/run/Approach.h"
#include "tests/suite/FakeTarget.h"
#include "tests/suite/SmallCorpus.h"

namespace xmppconf::suite {
namespace {

using dialogue::Security;
using judge::Verdict;

/// A machine with ports that speak plain XMPP (with or without STARTTLS) or direct TLS.
struct Machine {
    enum class Port { Plain, StartTls, Direct };
    std::map<int, Port> ports;
    std::vector<std::string> asked;

    dialogue::Outcome converse(const dialogue::RunContext& context, const vector::Vector& vector) {
        const bool direct = context.security == Security::Direct;
        const int number = direct ? context.directEndpoint.port : context.endpoint.port;
        asked.push_back(std::to_string(number) + (direct ? " direct" : " plain"));
        const auto port = ports.find(number);
        if (port == ports.end()) return test::outcomeOf(vector, Verdict::Blocked, "connection refused");
        if ((port->second == Port::Direct) != direct)
            return test::outcomeOf(vector, Verdict::Blocked, "not understood");
        auto outcome = test::outcomeOf(vector, Verdict::Pass);
        outcome.features = {"{urn:ietf:params:xml:ns:xmpp-sasl}mechanisms"};
        if (port->second == Port::StartTls)
            outcome.features.push_back("{urn:ietf:params:xml:ns:xmpp-tls}starttls");
        return outcome;
    }
};

struct ApproachRow {
    const char* name;
    std::vector<std::string> arguments;
    std::map<int, Machine::Port> ports;
    const char* security;  // or the sentence
    int plainPort;
    int directPort;
    std::vector<std::string> asked;
};

TEST(Approach, findsHowTheTargetProtectsItsStreams) {
    using enum Machine::Port;
    test::SmallCorpus corpus;
    const auto& greeting = corpus.vector(std::string(kGreetingId), {"A/1/x"});
    const ApproachRow rows[] = {
        {"plain", {"--target=h"}, {{5222, Plain}}, "none", 5222, 5223, {"5222 plain"}},
        {"STARTTLS", {"--target=h"}, {{5222, StartTls}}, "starttls", 5222, 5223, {"5222 plain"}},
        {"direct only",
         {"--target=h"},
         {{5223, Direct}},
         "direct",
         5222,
         5223,
         {"5222 plain", "5223 direct"}},
        {"direct at the given port",
         {"--target=h:99"},
         {{99, Direct}},
         "direct",
         0,
         99,
         {"99 plain", "99 direct"}},
        {"direct at another port",
         {"--target=h:99", "--direct-port=98"},
         {{98, Direct}},
         "direct",
         99,
         98,
         {"99 plain", "98 direct"}},
        {"nothing",
         {"--target=h"},
         {},
         "nothing speaks XMPP at h:5222: connection refused",
         5222,
         5223,
         {"5222 plain", "5223 direct"}},
        {"nothing at the port",
         {"--target=[::1]:99"},
         {{5222, Plain}},
         "nothing speaks XMPP at [::1]:99: connection refused",
         99,
         0,
         {"99 plain", "99 direct"}},
        {"none by choice",
         {"--target=h", "--tls=none"},
         {{5222, StartTls}},
         "none",
         5222,
         5223,
         {"5222 plain"}},
        {"none by choice, but direct",
         {"--target=h", "--tls=none"},
         {{5222, Direct}},
         "nothing speaks XMPP at h:5222: not understood",
         5222,
         5223,
         {"5222 plain"}},
        {"STARTTLS by choice",
         {"--target=h", "--tls=starttls"},
         {{5222, Plain}},
         "starttls",
         5222,
         5223,
         {"5222 plain"}},
        {"direct by choice",
         {"--target=h", "--tls=direct"},
         {{5223, Direct}},
         "direct",
         5222,
         5223,
         {"5223 direct"}},
        {"direct by choice at a port",
         {"--target=h:99", "--tls=direct"},
         {{99, Direct}},
         "direct",
         0,
         99,
         {"99 direct"}},
        {"direct by choice, but plain",
         {"--target=h:99", "--tls=direct"},
         {{99, Plain}},
         "nothing speaks XMPP in direct TLS at h:99: not understood",
         0,
         99,
         {"99 direct"}},
    };
    for (const ApproachRow& row : rows) {
        const auto options = parseOptions(row.arguments);
        ASSERT_TRUE(options) << row.name << ": " << options.error();
        auto context = contextOf(options.value(), "h");
        Machine machine{row.ports, {}};
        const auto found =
            approach(options.value().tls, greeting, context,
                     [&](const auto& in, const auto& vector) { return machine.converse(in, vector); });
        EXPECT_EQ(found.found ? std::string(nameOf(context.security)) : found.reason, row.security)
            << row.name;
        EXPECT_EQ(context.endpoint.port, row.plainPort) << row.name;
        EXPECT_EQ(context.directEndpoint.port, row.directPort) << row.name;
        EXPECT_EQ(machine.asked, row.asked) << row.name;
    }
}

TEST(Approach, forgetsAGuessedPortThatDoesNotAnswer) {
    test::SmallCorpus corpus;
    const auto& greeting = corpus.vector(std::string(kGreetingId), {"A/1/x"});
    for (const bool there : {true, false}) {
        auto context = contextOf(parseOptions({"--target=h"}).value(), "h");
        Machine machine;
        if (there) machine.ports[5223] = Machine::Port::Direct;
        dropGuessedDirectPort(greeting, context, [&](const auto& in, const auto& vector) {
            return machine.converse(in, vector);
        });
        EXPECT_EQ(context.directEndpoint.port, there ? 5223 : 0);
        EXPECT_EQ(context.security, Security::None);
    }
}

TEST(Approach, setsTheContextFromTheOptions) {
    const auto context =
        contextOf(parseOptions({"--target=127.0.0.1", "--ca=ca.pem", "--timeout=2.5"}).value(), "conf.test");
    EXPECT_TRUE(context.loopback);
    EXPECT_EQ(context.domain, "conf.test");
    EXPECT_EQ(context.tls.serverName, "conf.test");
    EXPECT_EQ(context.tls.caFile, "ca.pem");
    EXPECT_EQ(context.timeout, std::chrono::milliseconds(2500));
    EXPECT_FALSE(contextOf(parseOptions({"--target=xmpp.example"}).value(), "d").loopback);
}

}  // namespace
}  // namespace xmppconf::suite
