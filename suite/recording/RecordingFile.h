#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "harness/Result.h"
#include "suite/recording/RecordedConversation.h"

namespace xmppconf::suite {

/// Takes conversations as they end, from any number of threads.
class RecordingSink {
  public:
    virtual ~RecordingSink() = default;
    virtual void add(const RecordedConversation& conversation) = 0;
};

/// A file of conversations, one in a line of JSON. Passwords and what reveals them stand in it: only its
/// owner can read it, and it is never written over another file. For tests; no report has any of it.
class RecordingFile final : public RecordingSink {
  public:
    static Result<std::unique_ptr<RecordingFile>> create(const std::string& path);
    ~RecordingFile() override;
    RecordingFile(const RecordingFile&) = delete;
    RecordingFile& operator=(const RecordingFile&) = delete;

    void add(const RecordedConversation& conversation) override;
    /// To be called once, at the end: whether all could be written.
    Result<void> finish();

  private:
    RecordingFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
    void write(std::string_view line);

    std::string path_;
    int fd_;
    std::mutex mutex_;
    std::vector<std::string> contexts_;  ///< those written so far, as JSON
    int error_ = 0;                      ///< errno of the first write that failed
};

/// All conversations of such a file, in the order in which they ended. The sentence names the file and the
/// line.
Result<std::vector<RecordedConversation>> readRecording(const std::string& path);

}  // namespace xmppconf::suite
