#include <gtest/gtest.h>

#include "suite/options/Target.h"

namespace xmppconf::suite {
namespace {

TEST(Target, isHostAndPort) {
    struct Row {
        const char* text;
        const char* host;
        int port;  // 0: none
    };
    for (const Row& row :
         {Row{"xmpp.example", "xmpp.example", 0}, Row{"xmpp.example:5222", "xmpp.example", 5222},
          Row{"192.0.2.1", "192.0.2.1", 0}, Row{"192.0.2.1:1", "192.0.2.1", 1}, Row{"::1", "::1", 0},
          Row{"[::1]", "::1", 0}, Row{"[::1]:65535", "::1", 65535},
          Row{"2001:db8::5222", "2001:db8::5222", 0}, Row{"fe80::1%eth0", "fe80::1%eth0", 0},
          Row{"[fe80::1%eth0]:5222", "fe80::1%eth0", 5222},
          Row{"m\xC3\xBCnchen.example", "m\xC3\xBCnchen.example", 0}}) {
        const auto target = parseTarget(row.text);
        ASSERT_TRUE(target) << row.text << ": " << target.error();
        EXPECT_EQ(target.value().host, row.host) << row.text;
        EXPECT_EQ(target.value().port.value_or(0), row.port) << row.text;
    }
}

TEST(Target, saysWhatIsWrong) {
    struct Row {
        const char* text;
        const char* sentence;
    };
    for (const Row& row :
         {Row{"", "the target '' names no host"}, Row{":5222", "the target ':5222' names no host"},
          Row{"host:", "the port of the target is a number from 1 to 65535, not ''"},
          Row{"host:0", "the port of the target is a number from 1 to 65535, not '0'"},
          Row{"host:65536", "the port of the target is a number from 1 to 65535, not '65536'"},
          Row{"host:5222x", "the port of the target is a number from 1 to 65535, not '5222x'"},
          Row{"host:-1", "the port of the target is a number from 1 to 65535, not '-1'"},
          Row{"host:+1", "the port of the target is a number from 1 to 65535, not '+1'"},
          Row{"[::1", "the target '[::1' lacks the ']' of its address"},
          Row{"[::1]5222",
              "the target '[::1]5222' has '5222' behind its address, where only :PORT may stand"},
          Row{"[host]:5222", "'host' in the target '[host]:5222' is not an IPv6 address"},
          Row{"1:2:3", "the target '1:2:3' has several colons, but is no IPv6 address; write [ADDRESS]:PORT"},
          Row{"xmpp://host", "the target 'xmpp://host' is not HOST or HOST:PORT; leave out 'xmpp://'"},
          Row{"user@host", "the target 'user@host' is an account, not a server; did you mean 'host'?"},
          Row{"host/path", "the target 'host/path' is not HOST or HOST:PORT"},
          Row{"ho st", "the target 'ho st' is not HOST or HOST:PORT"}}) {
        const auto target = parseTarget(row.text);
        ASSERT_FALSE(target) << row.text;
        EXPECT_EQ(target.error(), row.sentence);
    }
}

TEST(Target, knowsItsOwnMachine) {
    for (const char* host : {"localhost", "LOCALHOST", "localhost.", "a.localhost", "127.0.0.1", "127.9.8.7",
                             "::1", "::ffff:127.0.0.1"})
        EXPECT_TRUE(isLoopback(host)) << host;
    for (const char* host :
         {"localhost.example", "notlocalhost", "128.0.0.1", "::2", "::ffff:192.0.2.1", "0.0.0.0", ""})
        EXPECT_FALSE(isLoopback(host)) << host;
}

}  // namespace
}  // namespace xmppconf::suite
