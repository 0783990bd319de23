#include "harness/xml/MemoryBudget.h"

#include <cstdlib>
#include <limits>
#include <new>

namespace xmppconf::xml {

namespace {

thread_local MemoryBudget* charged = nullptr;

}  // namespace

/// Stands in front of every block, so that giving it back needs no thread-local.
struct alignas(std::max_align_t) MemoryBudget::Header {
    MemoryBudget* owner;
    std::size_t size;
};

MemoryBudget::Charge::Charge(MemoryBudget& budget) : previous_(charged) { charged = &budget; }

MemoryBudget::Charge::~Charge() { charged = previous_; }

void* MemoryBudget::allocate(std::size_t size) {
    if (!charged || size > std::numeric_limits<std::size_t>::max() - sizeof(Header) || !charged->fits(size)) {
        return nullptr;
    }
    void* const memory = std::malloc(sizeof(Header) + size);
    if (!memory) return nullptr;
    charged->used_ += size;
    return new (memory) Header{charged, size} + 1;
}

void* MemoryBudget::reallocate(void* block, std::size_t size) {
    if (!block) return allocate(size);
    Header* const old = static_cast<Header*>(block) - 1;
    MemoryBudget& owner = *old->owner;
    const std::size_t before = old->size;
    if (size > before && !owner.fits(size - before)) return nullptr;
    void* const memory = std::realloc(old, sizeof(Header) + size);
    if (!memory) return nullptr;
    owner.used_ = owner.used_ - before + size;
    return new (memory) Header{&owner, size} + 1;
}

void MemoryBudget::release(void* block) {
    if (!block) return;
    Header* const header = static_cast<Header*>(block) - 1;
    header->owner->used_ -= header->size;
    std::free(header);
}

const XML_Memory_Handling_Suite& MemoryBudget::suite() {
    static const XML_Memory_Handling_Suite functions{&allocate, &reallocate, &release};
    return functions;
}

}  // namespace xmppconf::xml
