#pragma once

#include <expat.h>

#include <cstddef>

namespace xmppconf::xml {

/// Bounds what one expat parser allocates: it remembers every name of a document for good, so a stream of
/// ever new names would grow without end. Beyond the limit expat fails with XML_ERROR_NO_MEMORY.
class MemoryBudget {
  public:
    explicit MemoryBudget(std::size_t limit) : limit_(limit) {}
    MemoryBudget(const MemoryBudget&) = delete;
    MemoryBudget& operator=(const MemoryBudget&) = delete;

    std::size_t limit() const { return limit_; }
    std::size_t used() const { return used_; }

    /// What XML_ParserCreate_MM takes. A budget must outlive the parsers made with it.
    static const XML_Memory_Handling_Suite& suite();

    /// While it lives, expat's allocations on this thread are charged to `budget`: its functions get no
    /// argument of ours. Wrap every call that may allocate.
    class Charge {
      public:
        explicit Charge(MemoryBudget& budget);
        ~Charge();
        Charge(const Charge&) = delete;
        Charge& operator=(const Charge&) = delete;

      private:
        MemoryBudget* previous_;
    };

  private:
    struct Header;
    static void* allocate(std::size_t size);
    static void* reallocate(void* block, std::size_t size);
    static void release(void* block);

    bool fits(std::size_t more) const { return more <= limit_ - used_; }

    std::size_t limit_;
    std::size_t used_ = 0;
};

}  // namespace xmppconf::xml
