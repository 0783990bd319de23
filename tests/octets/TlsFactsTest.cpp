#include <gtest/gtest.h>

#include "harness/octets/TlsFacts.h"

namespace xmppconf::octets {
namespace {

TEST(ChannelBindingName, GoesBothWays) {
    for (const char* name : {"tls-unique", "tls-server-end-point", "tls-exporter"}) {
        const auto binding = channelBindingNamed(name);
        ASSERT_TRUE(binding) << name;
        EXPECT_EQ(nameOf(*binding), name);
    }
}

TEST(ChannelBindingName, OthersAreUnknown) {
    for (const char* name : {"", "tls-uniqu", "tls-unique ", "TLS-UNIQUE", "tls-unique-for-telnet"}) {
        EXPECT_FALSE(channelBindingNamed(name)) << name;
    }
}

}  // namespace
}  // namespace xmppconf::octets
