#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

namespace xmppconf::xml {

/// Memory for the parts of one element: handed out by moving a pointer, given back all at once. Nothing in
/// it is ever destroyed, so only types that need no destruction may live here.
class Arena {
  public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    /// `count` objects, each as its default constructor leaves it.
    template <class T>
    T* make(std::size_t count = 1) {
        static_assert(std::is_trivially_destructible_v<T>);
        T* const first = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
        for (std::size_t i = 0; i < count; ++i) new (first + i) T();
        return first;
    }
    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        char* const place = static_cast<char*>(allocate(text.size(), 1));
        std::memcpy(place, text.data(), text.size());
        return {place, text.size()};
    }
    /// `text`, which lies in this arena, with `more` behind it; does not copy while `text` is what was made
    /// last.
    std::string_view append(std::string_view text, std::string_view more);

    /// Octets taken from the system.
    std::size_t octets() const { return octets_; }
    /// Forgets everything and keeps the first block for reuse.
    void reset();

  private:
    void* allocate(std::size_t size, std::size_t alignment) {
        const std::size_t padding = (alignment - reinterpret_cast<std::size_t>(tip_) % alignment) % alignment;
        if (size + padding > static_cast<std::size_t>(end_ - tip_)) return allocateElsewhere(size);
        char* const place = tip_ + padding;
        tip_ = place + size;
        return place;
    }
    void* allocateElsewhere(std::size_t size);

    struct Block {
        std::unique_ptr<char[]> memory;
        std::size_t size;
    };
    std::vector<Block> blocks_;
    char* tip_ = nullptr;
    char* end_ = nullptr;
    std::size_t octets_ = 0;
};

}  // namespace xmppconf::xml
