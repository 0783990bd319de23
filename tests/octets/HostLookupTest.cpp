#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <thread>

#include "harness/octets/HostLookup.h"

namespace xmppconf::octets {
namespace {

std::shared_ptr<HostLookup> finished(const std::string& host) {
    auto lookup = HostLookup::of(host);
    pollfd descriptor{lookup->fd(), POLLIN, 0};
    ::poll(&descriptor, 1, 60000);
    return lookup;
}

TEST(HostLookup, AnAddressNeedsNoResolver) {
    for (const char* address : {"127.0.0.1", "::1", "2001:db8::7"}) {
        const auto lookup = HostLookup::of(address);
        ASSERT_TRUE(lookup->done());
        ASSERT_TRUE(lookup->addresses().ok());
        ASSERT_EQ(lookup->addresses().value().size(), 1U);
        EXPECT_EQ(lookup->addresses().value()[0].toString(), address);
    }
}

TEST(HostLookup, FindsLocalhostOnce) {
    const auto lookup = finished("localhost");
    const auto found = lookup->addresses();
    ASSERT_TRUE(found.ok()) << found.error();
    for (const auto& address : found.value()) {
        EXPECT_TRUE(address.isLoopback());
        EXPECT_EQ(std::count(found.value().begin(), found.value().end(), address), 1);
    }
    EXPECT_EQ(HostLookup::of("localhost"), lookup) << "kept for the process";
}

TEST(HostLookup, NamesThatCannotBeAreASentence) {
    for (const std::string& host :
         {std::string(), std::string(300, 'x'), std::string("a..b"), std::string("\xff")}) {
        const auto found = finished(host)->addresses();
        ASSERT_FALSE(found.ok()) << host;
        EXPECT_EQ(found.error().substr(0, 27 + host.size()), "cannot find the address of " + host);
    }
}

TEST(HostLookup, AFailureIsTriedAgain) {
    const auto first = finished("");
    EXPECT_FALSE(first->addresses().ok());
    EXPECT_NE(HostLookup::of(""), first);
    finished("");
}

TEST(HostLookup, ManyThreadsShareOneLookup) {
    std::vector<std::shared_ptr<HostLookup>> seen(8);
    std::vector<std::thread> threads;
    for (auto& place : seen) {
        threads.emplace_back([&place] {
            place = finished("localhost");
            place->prefer(place->addresses().value().back());
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& lookup : seen) EXPECT_EQ(lookup, seen[0]);
}

TEST(HostLookup, PrefersNoAddressItDoesNotKnow) {
    const auto lookup = HostLookup::of("127.0.0.9");
    lookup->prefer(Poco::Net::IPAddress("127.0.0.8"));
    EXPECT_EQ(lookup->addresses().value().front().toString(), "127.0.0.9");
}

}  // namespace
}  // namespace xmppconf::octets
