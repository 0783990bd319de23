#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "harness/octets/TlsSession.h"
#include "tests/octets/TestCertificate.h"
#include "tests/octets/TestFile.h"
#include "tests/octets/TestTlsServer.h"

namespace xmppconf::octets {

/// The events of a session, gathered.
struct Observed {
    std::vector<LinkEvent::Kind> kinds;
    std::string data;
    std::string failure;
    LinkEvent::Peer peer = LinkEvent::Peer::None;
    std::string summary;

    void add(TlsSession& session);
};

const TestCertificate& testAuthority();

TlsSettings trusting();  ///< for a server `localhost` with a certificate of `testAuthority`
TlsSettings insecure();

std::unique_ptr<TlsSession> session(const TlsSettings& settings);

/// Carries octets both ways, beginning with `toClient`, until nobody has anything more to say.
Observed shuttle(TlsSession& client, TestTlsServer& server, std::string toClient = {});

/// Tests that hold for TLS 1.2 and 1.3 alike.
class TlsVersions : public testing::TestWithParam<int> {
  protected:
    TestTlsServer::Form form() const { return {.highest = GetParam()}; }
    std::string version() const { return GetParam() == TLS1_3_VERSION ? "TLSv1.3" : "TLSv1.2"; }
};

inline std::string tlsVersionName(const testing::TestParamInfo<int>& each) {
    return each.param == TLS1_3_VERSION ? "Tls13" : "Tls12";
}

}  // namespace xmppconf::octets
