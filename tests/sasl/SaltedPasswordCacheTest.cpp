#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "harness/sasl/Pbkdf2.h"
#include "harness/sasl/SaltedPasswordCache.h"

namespace xmppconf::sasl {
namespace {

std::string salted(SaltedPasswordCache& cache, Hash hash, std::string_view password, std::string_view salt,
                   unsigned iterations) {
    const Result<std::string> result = cache.saltedPassword(hash, password, salt, iterations);
    return result ? result.value() : "[" + result.error() + "]";
}

TEST(SaltedPasswordCache, ComputesEachOnce) {
    SaltedPasswordCache cache(8);
    const std::string first = salted(cache, Hash::Sha1, "password", "salt", 2);
    EXPECT_EQ(toHex(first), "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    EXPECT_EQ(salted(cache, Hash::Sha1, "password", "salt", 2), first);
    EXPECT_EQ(cache.computed(), 1U);
    EXPECT_EQ(cache.size(), 1U);
}

TEST(SaltedPasswordCache, TellsDifferentInputsApart) {
    SaltedPasswordCache cache(32);
    struct Row {
        Hash hash;
        std::string password, salt;
        unsigned iterations;
    };
    const Row rows[] = {
        {Hash::Sha1, "ab", "c", 1},   {Hash::Sha1, "a", "bc", 1},   {Hash::Sha1, "ab", "c", 2},
        {Hash::Sha256, "ab", "c", 1}, {Hash::Sha512, "ab", "c", 1}, {Hash::Sha1, "", "abc", 1},
        {Hash::Sha1, "2:ab", "c", 1}, {Hash::Sha1, "ab", "c:", 1},  {Hash::Sha1, "ab", "c", 11}};
    for (int round = 0; round < 2; ++round)
        for (const Row& row : rows)
            EXPECT_EQ(salted(cache, row.hash, row.password, row.salt, row.iterations),
                      pbkdf2(row.hash, row.password, row.salt, row.iterations).value())
                << row.password << " " << row.salt;
    EXPECT_EQ(cache.computed(), std::size(rows));
}

TEST(SaltedPasswordCache, KeepsWhatWasUsedLast) {
    SaltedPasswordCache cache(2);
    salted(cache, Hash::Sha1, "a", "s", 1);
    salted(cache, Hash::Sha1, "b", "s", 1);
    salted(cache, Hash::Sha1, "a", "s", 1);  // now b is the oldest
    salted(cache, Hash::Sha1, "c", "s", 1);
    EXPECT_EQ(cache.size(), 2U);
    EXPECT_EQ(cache.computed(), 3U);
    salted(cache, Hash::Sha1, "a", "s", 1);
    EXPECT_EQ(cache.computed(), 3U);
    salted(cache, Hash::Sha1, "b", "s", 1);
    EXPECT_EQ(cache.computed(), 4U);
}

TEST(SaltedPasswordCache, DoesNotRememberFailures) {
    SaltedPasswordCache cache(2);
    EXPECT_EQ(salted(cache, Hash::Sha1, "a", "s", 0), "[an iteration count of 0 hashes nothing]");
    EXPECT_EQ(cache.size(), 0U);
}

TEST(SaltedPasswordCache, WorksWithoutAnyRoom) {
    SaltedPasswordCache cache(0);
    EXPECT_EQ(salted(cache, Hash::Sha1, "a", "s", 1), salted(cache, Hash::Sha1, "a", "s", 1));
    EXPECT_EQ(cache.size(), 0U);
    EXPECT_EQ(cache.computed(), 2U);
}

TEST(SaltedPasswordCache, ServesSeveralThreads) {
    SaltedPasswordCache cache(3);  // fewer than are asked for, so that threads push out each other's entries
    std::vector<std::thread> threads;
    std::vector<int> wrong(4);
    for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 200; ++i) {
                const std::string password(1 + static_cast<std::size_t>(i) % 5, 'p');
                if (salted(cache, Hash::Sha256, password, "salt", 2) !=
                    pbkdf2(Hash::Sha256, password, "salt", 2).value())
                    ++wrong[t];
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
    EXPECT_EQ(cache.size(), 3U);
}

}  // namespace
}  // namespace xmppconf::sasl
