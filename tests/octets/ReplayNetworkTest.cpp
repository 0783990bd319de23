#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <utility>

#include "harness/octets/RecordingNetwork.h"
#include "harness/octets/ReplayNetwork.h"
#include "tests/octets/TestConversation.h"
#include "tests/octets/TestTlsServer.h"

namespace xmppconf::octets {
namespace {

using CallKind = Recording::Call::Kind;
using Kind = LinkEvent::Kind;
using Woken = Network::Woken;
using std::chrono::milliseconds;

/// One connection: a request after 10 ms, its answer after 30, the end after 50.
Recording oneAnswer() {
    Recording recording;
    recording.connections.push_back({{"server.example", 5222}, milliseconds(1)});
    Recording::Connection& connection = recording.connections.back();
    connection.calls = {{CallKind::Send, milliseconds(10), "request"}, {CallKind::Finish, milliseconds(40)}};
    connection.arrivals = {{milliseconds(1), {Kind::Connected, ""}},
                           {milliseconds(30), {Kind::Data, "answer"}},
                           {milliseconds(50), {Kind::Fin, ""}}};
    return recording;
}

class Replayed : public testing::Test {
  protected:
    Instant at(Duration passed) const { return Instant() + passed; }
    void connect() { link = network.connect({"server.example", 5222}, at(milliseconds(1000))); }
    Woken wait(Duration deadline) {
        const std::array<Waitable*, 1> all{link.get()};
        return network.wait(all, at(deadline));
    }
    Duration now() const { return network.clock().now() - Instant(); }

    Recording recording = oneAnswer();
    ReplayNetwork network{recording};
    std::unique_ptr<Link> link;
};

TEST_F(Replayed, EachEventComesInItsTime) {
    connect();
    EXPECT_EQ(now(), milliseconds(1));
    EXPECT_EQ(link->take()->kind, Kind::Connected);
    EXPECT_FALSE(link->take());
    link->send("request");
    EXPECT_EQ(now(), milliseconds(10)) << "it is sent when it was sent";
    EXPECT_EQ(wait(milliseconds(29)), Woken::Deadline);
    EXPECT_EQ(now(), milliseconds(29));
    EXPECT_FALSE(link->take());
    EXPECT_EQ(wait(milliseconds(100)), Woken::Ready);
    EXPECT_EQ(now(), milliseconds(30));
    EXPECT_EQ(link->take()->text, "answer");
    link->finish();
    EXPECT_EQ(wait(milliseconds(100)), Woken::Ready);
    EXPECT_EQ(link->take()->kind, Kind::Fin);
    EXPECT_EQ(wait(milliseconds(10'000)), Woken::Deadline) << "nothing follows";
    EXPECT_EQ(now(), milliseconds(10'000));
    EXPECT_EQ(network.difference(), "");
}

TEST_F(Replayed, OtherOctetsAreADifference) {
    connect();
    link->send("another");
    EXPECT_EQ(network.difference(), "connection 1, call 1: send with other octets");
}

TEST_F(Replayed, AnotherCallIsADifference) {
    connect();
    link->reset();
    link->send("request");
    EXPECT_EQ(network.difference(), "connection 1, call 1: reset instead of send") << "the first counts";
}

TEST_F(Replayed, ACallMoreIsADifference) {
    connect();
    link->send("request");
    link->finish();
    link->send("more");
    EXPECT_EQ(network.difference(), "connection 1, call 3: send, and the recording has no more");
}

TEST_F(Replayed, ACallLessIsADifference) {
    EXPECT_EQ(network.difference(), "connection 1 of the recording was not asked for");
    connect();
    link->send("request");
    EXPECT_EQ(network.difference(), "connection 1, call 2: finish of the recording was not made");
}

TEST_F(Replayed, AnotherEndpointIsADifference) {
    link = network.connect({"other.example", 5222}, at(milliseconds(1)));
    EXPECT_EQ(network.difference(), "connection 1 goes to other.example port 5222");
}

TEST_F(Replayed, AConnectionMoreFails) {
    connect();
    const auto another = network.connect({"server.example", 5222}, at(milliseconds(1)));
    EXPECT_EQ(network.difference(), "connection 2 is not in the recording");
    const std::array<Waitable*, 1> all{another.get()};
    EXPECT_EQ(network.wait(all, at(milliseconds(1000))), Woken::Ready);
    EXPECT_EQ(another->take()->kind, Kind::ConnectFailed);
    EXPECT_FALSE(another->take());
    const auto secured = network.secure(network.connect({"server.example", 5222}, at({})), {}, "");
    EXPECT_EQ(secured->take()->kind, Kind::ConnectFailed);
}

TEST_F(Replayed, TlsIsOnFromItsTimeOn) {
    TlsFacts facts;
    facts.version = "TLSv1.3";
    recording.connections.back().tls = {milliseconds(30), facts, {{ChannelBinding::TlsExporter, "binding"}}};
    connect();
    EXPECT_EQ(link->tls(), nullptr);
    EXPECT_FALSE(link->channelBinding(ChannelBinding::TlsExporter));
    EXPECT_EQ(link->take()->kind, Kind::Connected);
    EXPECT_EQ(wait(milliseconds(100)), Woken::Ready);
    ASSERT_NE(link->tls(), nullptr);
    EXPECT_EQ(link->tls()->version, "TLSv1.3");
    EXPECT_EQ(link->channelBinding(ChannelBinding::TlsExporter), "binding");
    EXPECT_FALSE(link->channelBinding(ChannelBinding::TlsUnique));
}

TEST_F(Replayed, WhatWasStuckIsStuckAgain) {
    recording.connections.back().flushes = {{milliseconds(10), false}, {milliseconds(20), true}};
    connect();
    EXPECT_EQ(link->take()->kind, Kind::Connected);
    EXPECT_TRUE(link->flushed());
    link->send("request");
    EXPECT_FALSE(link->flushed());
    EXPECT_EQ(wait(milliseconds(100)), Woken::Ready);
    EXPECT_EQ(now(), milliseconds(20));
    EXPECT_TRUE(link->flushed());
    EXPECT_FALSE(link->take());
}

/// A conversation that is held twice: with a peer, and from what was recorded then.
class Recorded : public testing::Test, protected TestConversation {
  protected:
    /// What one link tells until its end, and when; and what it answers.
    static std::string converse(Network& over, const Clock& time, const Endpoint& endpoint,
                                const std::function<void()>& serve) {
        const Instant began = time.now();
        std::string seen;
        auto link = over.connect(endpoint, began + std::chrono::seconds(10));
        for (bool ended = false; !ended;) {
            const std::array<Waitable*, 1> all{link.get()};
            const Woken woken = over.wait(all, time.now() + milliseconds(20));
            if (woken == Woken::Deadline) serve();
            while (auto event = link->take()) {
                seen +=
                    fmt::format("{} {} {}\n", (time.now() - began).count(), nameOf(event->kind), event->text);
                if (event->kind == Kind::Connected) {
                    TlsSettings settings;
                    settings.serverName = "localhost";
                    settings.insecure = true;
                    link = over.secure(std::move(link), settings, "");
                }
                if (event->kind == Kind::TlsEstablished) {
                    seen += link->tls()->fingerprint + *link->channelBinding(ChannelBinding::TlsExporter);
                    link->send("request");
                }
                if (event->kind == Kind::CloseNotify) link->closeTls();
                ended = event->kind == Kind::Fin;
            }
        }
        link->finish();
        return seen;
    }
};

TEST_F(Recorded, ARealConversationComesAgain) {
    const TestCertificate identity = TestCertificate::selfSigned({});
    TestTlsServer server(identity);
    bool accepted = false;
    int turn = 0;
    const auto serve = [&] {
        if (!std::exchange(accepted, true)) peer.accept();
        if (server.received().empty()) {
            peer.send(server.answer(peer.receive()));
        } else if (turn++ == 0) {
            peer.send(server.sends("answer"));
        } else {
            peer.send(server.closes());
            peer.close();
        }
    };
    RecordingNetwork recorder(network, clock);
    const std::string seen = converse(recorder, recorder.clock(), peer.endpoint(), serve);
    EXPECT_NE(seen.find("data answer"), std::string::npos) << seen;
    const Recording recording = recorder.recording();
    ASSERT_EQ(recording.connections.size(), 1U);
    EXPECT_TRUE(recording.connections.front().tls);

    ReplayNetwork replay(recording);
    EXPECT_EQ(converse(replay, replay.clock(), peer.endpoint(), [] {}), seen);
    EXPECT_EQ(replay.difference(), "");
}

TEST_F(Recorded, NothingHappensAtTheSameInstant) {
    RecordingNetwork recorder(network, clock);
    const auto recorded = recorder.connect(peer.endpoint(), later());
    for (int i = 0; i < 100; ++i) recorded->send("x");
    Duration last = recorder.recording().connections.front().at;
    for (const Recording::Call& call : recorder.recording().connections.front().calls) {
        EXPECT_GT(call.at, last);
        last = call.at;
    }
}

TEST_F(Recorded, WhatComesLateCameInTime) {
    RecordingNetwork recorder(network, clock);
    const auto recorded = recorder.connect(peer.endpoint(), later());
    const std::array<Waitable*, 1> all{recorded.get()};
    const Instant deadline = recorder.clock().now() + Duration(2);
    while (clock.now() < deadline) continue;
    EXPECT_EQ(recorder.wait(all, deadline), Woken::Ready) << "connected already";
    EXPECT_LE(recorder.clock().now(), deadline);
}

}  // namespace
}  // namespace xmppconf::octets
