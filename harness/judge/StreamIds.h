#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace xmppconf::judge {

/// What a stream ID turned out to be among those of the run.
struct HeardStreamId {
    bool enough = false;   ///< so many came that their list says something
    std::string repeated;  ///< a sentence when other connections had it and another one before; else empty
    std::string counted;   ///< a sentence when it is one of numbers that follow one another; else empty
};

/// The stream IDs of all headers that the server sent in a run, as one list in the order of receipt. Holds so
/// much of them as fits in bounded memory. For any number of threads.
///
/// One repetition may be chance where IDs are short: among 1500 random ones of eight hexadecimal digits two
/// are the same in one run of 4000, and a second time in one of 30 million. So the second one counts.
class StreamIds {
  public:
    struct Source {
        std::size_t conversation = 0;
        std::string connection;  ///< within the conversation
        std::string vector;      ///< id of the one that holds it
    };

    std::size_t newConversation();
    HeardStreamId hear(std::string_view id, const Source& source);

  private:
    std::string repeated(const std::string& id, const Source& source);

    std::mutex mutex_;
    std::size_t conversations_ = 0;
    std::map<std::string, Source, std::less<>> first_;  ///< by ID: where it came first
    std::size_t octets_ = 0;                            ///< of these IDs
    std::size_t repeats_ = 0;
    std::string firstRepeat_;  ///< which ID, and in which vectors it came
    std::deque<std::string> last_;
};

}  // namespace xmppconf::judge
