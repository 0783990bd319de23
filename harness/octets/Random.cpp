#include "harness/octets/Random.h"

namespace xmppconf::octets {

namespace {

// FNV-1a with 64 bits: std::hash may differ between machines, and the run must not.
std::uint64_t stableHash(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

// The output function of SplitMix64.
std::uint64_t scatter(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

constexpr std::uint64_t kStride = 0x9e3779b97f4a7c15U;

}  // namespace

std::string Random::token(std::size_t length) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string token;
    token.reserve(length);
    while (token.size() < length) token += kAlphabet[next() % kAlphabet.size()];
    return token;
}

// The seed is scattered first, so that neighbouring seeds do not give shifted copies of one sequence.
SeededRandom::SeededRandom(std::uint64_t seed, std::string_view name)
    : state_(scatter(seed + kStride) ^ stableHash(name)) {}

std::uint64_t SeededRandom::next() {
    state_ += kStride;
    return scatter(state_);
}

}  // namespace xmppconf::octets
