#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xmppconf::fuzz {

/// What a fuzzer is given. Pieces are separated by lines of "--", so that people can read and write corpora.
class Input {
  public:
    Input(const std::uint8_t* data, std::size_t size)
        : rest_(reinterpret_cast<const char*>(data), data == nullptr ? 0 : size) {}

    /// Up to the next separator; empty when nothing is left.
    std::string_view piece();
    std::string_view rest() const { return rest_; }
    bool empty() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

/// The octets in pieces of one to a dozen octets, always the same for the same octets.
std::vector<std::string_view> cutUp(std::string_view octets);
std::vector<std::string_view> octetByOctet(std::string_view octets);

/// Ends the fuzzer, or fails the replay, unless it holds; the sentence says what should have.
void require(bool holds, const char* sentence);
[[noreturn]] void fail(const std::string& sentence);

bool isPrintable(std::string_view text);  ///< ASCII, on one line

/// Sentences that quote nothing of the peer hold nothing but ASCII on one line.
void requireQuotesNothing(const std::string& sentence);

}  // namespace xmppconf::fuzz

/// What libFuzzer calls in the program of one fuzzer; the replay, which has all of them, calls each by its
/// name.
#ifdef XMPPCONF_REPLAY
#define XMPPCONF_FUZZER(name) extern "C" int replay##name(const std::uint8_t* data, std::size_t size)
#else
#define XMPPCONF_FUZZER(name) \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
#endif
