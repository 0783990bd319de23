#include "tests/octets/TlsShuttle.h"

#include <utility>

namespace xmppconf::octets {

void Observed::add(TlsSession& session) {
    for (LinkEvent& event : session.takeEvents()) {
        kinds.push_back(event.kind);
        if (event.kind == LinkEvent::Kind::Data) data += event.text;
        if (event.kind == LinkEvent::Kind::TlsFailed || event.kind == LinkEvent::Kind::TlsAlert) {
            failure = event.text;
            peer = event.peer;
        }
        if (event.kind == LinkEvent::Kind::TlsEstablished) summary = event.text;
    }
}

const TestCertificate& testAuthority() {
    static const TestCertificate made =
        TestCertificate::selfSigned({.subject = "Test CA", .names = "", .authority = true});
    return made;
}

TlsSettings trusting() {
    static const TestFile authority(testAuthority().certificatePem());
    TlsSettings settings;
    settings.serverName = "localhost";
    settings.caFile = authority.path();
    return settings;
}

TlsSettings insecure() {
    TlsSettings settings = trusting();
    settings.insecure = true;
    return settings;
}

std::unique_ptr<TlsSession> session(const TlsSettings& settings) {
    auto made = TlsSession::client(settings);
    EXPECT_TRUE(made.ok()) << made.error();
    return std::move(made).value();
}

Observed shuttle(TlsSession& client, TestTlsServer& server, std::string toClient) {
    Observed observed;
    for (std::string toServer = client.takeOutput(); !toServer.empty() || !toClient.empty();
         toServer = client.takeOutput()) {
        toClient += server.answer(toServer);
        client.receive(toClient);
        toClient.clear();
        observed.add(client);
    }
    return observed;
}

}  // namespace xmppconf::octets
