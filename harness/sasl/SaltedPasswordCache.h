#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "harness/Result.h"
#include "harness/sasl/Digest.h"

namespace xmppconf::sasl {

/// Remembers salted passwords, as RFC 5802 section 5.1 allows: at 4,096 iterations they are nearly all the
/// work of a login. Keeps digests of the passwords instead of the passwords, and the entries used last.
/// Thread-safe; the hashing itself runs outside the lock, so two threads that need the same entry at once
/// both compute it.
class SaltedPasswordCache {
  public:
    explicit SaltedPasswordCache(std::size_t capacity) : capacity_(capacity) {}
    ~SaltedPasswordCache();
    SaltedPasswordCache(const SaltedPasswordCache&) = delete;
    SaltedPasswordCache& operator=(const SaltedPasswordCache&) = delete;

    /// The one that all exchanges of this process share.
    static SaltedPasswordCache& shared();

    /// As `pbkdf2`, with its bounds and sentences; failures are not remembered. `password` is prepared
    /// already.
    Result<std::string> saltedPassword(Hash hash, std::string_view password, std::string_view salt,
                                       unsigned iterations, const std::function<bool()>& interrupted = {});

    std::size_t size() const;
    std::size_t computed() const;  ///< how often something had to be hashed

  private:
    struct Entry {
        std::string key;
        std::string saltedPassword;
    };
    void remember(std::string key, const std::string& saltedPassword);
    void forgetOldest();

    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::list<Entry> entries_;                                                ///< the one used last in front
    std::unordered_map<std::string_view, std::list<Entry>::iterator> byKey_;  ///< keys live in the entries
    std::size_t computed_ = 0;
};

}  // namespace xmppconf::sasl
