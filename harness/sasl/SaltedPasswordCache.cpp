#include "harness/sasl/SaltedPasswordCache.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "harness/sasl/Pbkdf2.h"

namespace xmppconf::sasl {

namespace {

/// Lengths go in too, so that no two different inputs run together to the same text.
std::string keyOf(Hash hash, std::string_view password, std::string_view salt, unsigned iterations) {
    std::string all = fmt::format("{} {} {}:", nameOf(hash), iterations, password.size());
    all.append(password).append(salt);
    std::string key = digest(Hash::Sha512, all);
    OPENSSL_cleanse(all.data(), all.size());
    return key;
}

}  // namespace

SaltedPasswordCache::~SaltedPasswordCache() {
    while (!entries_.empty()) forgetOldest();
}

SaltedPasswordCache& SaltedPasswordCache::shared() {
    static SaltedPasswordCache cache(1024);
    return cache;
}

Result<std::string> SaltedPasswordCache::saltedPassword(Hash hash, std::string_view password,
                                                        std::string_view salt, unsigned iterations,
                                                        const std::function<bool()>& interrupted) {
    std::string key = keyOf(hash, password, salt, iterations);
    {
        const std::lock_guard lock(mutex_);
        const auto known = byKey_.find(key);
        if (known != byKey_.end()) {
            entries_.splice(entries_.begin(), entries_, known->second);
            return known->second->saltedPassword;
        }
        ++computed_;
    }
    Result<std::string> salted = pbkdf2(hash, password, salt, iterations, interrupted);
    if (salted) remember(std::move(key), salted.value());
    return salted;
}

void SaltedPasswordCache::remember(std::string key, const std::string& saltedPassword) {
    const std::lock_guard lock(mutex_);
    if (capacity_ == 0 || byKey_.contains(key)) return;
    while (entries_.size() >= capacity_) forgetOldest();
    entries_.push_front({std::move(key), saltedPassword});
    byKey_.emplace(entries_.front().key, entries_.begin());
}

void SaltedPasswordCache::forgetOldest() {
    Entry& oldest = entries_.back();
    byKey_.erase(oldest.key);
    OPENSSL_cleanse(oldest.saltedPassword.data(), oldest.saltedPassword.size());
    entries_.pop_back();
}

std::size_t SaltedPasswordCache::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

std::size_t SaltedPasswordCache::computed() const {
    const std::lock_guard lock(mutex_);
    return computed_;
}

}  // namespace xmppconf::sasl
