#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace xmppconf::octets {

/// Where nonces, ids and tokens come from. Not for keys: a run must be repeatable from its seed.
class Random {
  public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;

    /// `length` characters out of [A-Za-z0-9]: fit for a SASL nonce, a stanza id and a resource.
    std::string token(std::size_t length);
};

/// The same numbers for the same seed and name, on every machine and for any `--jobs`.
class SeededRandom final : public Random {
  public:
    SeededRandom(std::uint64_t seed, std::string_view name);
    std::uint64_t next() override;

  private:
    std::uint64_t state_;
};

}  // namespace xmppconf::octets
