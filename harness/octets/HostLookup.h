#pragma once

#include <Poco/Net/IPAddress.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "harness/Result.h"
#include "harness/octets/Interrupt.h"

namespace xmppconf::octets {

/// The addresses of a host. A name is looked up on a thread of its own, since the system's resolver blocks.
class HostLookup {
  public:
    /// A lookup for this host, shared by all who ask in this process; what was found is kept. Thread-safe.
    static std::shared_ptr<HostLookup> of(const std::string& host);

    /// Readable once there is a result.
    int fd() const { return done_.fd(); }
    bool done() const { return done_.raised(); }
    /// Only when done: the addresses in the system's order of preference, except that the one which took a
    /// connection last comes first.
    Result<std::vector<Poco::Net::IPAddress>> addresses() const;
    void prefer(const Poco::Net::IPAddress& address);

  private:
    using Found = Result<std::vector<Poco::Net::IPAddress>>;

    HostLookup() = default;
    static void begin(const std::shared_ptr<HostLookup>& lookup, const std::string& host);
    void finish(Found found);

    Found found_ = Failure{"not looked up yet"};
    std::atomic<std::size_t> preferred_ = 0;
    Interrupt done_;
};

}  // namespace xmppconf::octets
