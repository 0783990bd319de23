#include "suite/recording/RecordingFile.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "reports/files/JsonNode.h"
#include "suite/recording/RecordingJson.h"

namespace xmppconf::suite {
namespace {

using nlohmann::json;
using reports::JsonNode;

constexpr std::string_view kFormat = "xmppconf-recording/1";
constexpr std::size_t kLongestLine = 256 * 1024 * 1024;

// Each line is an object with one of these: the file's kind, a context, or a conversation with the number of
// its context.
constexpr auto kFormatKey = "format";
constexpr auto kContextKey = "context";
constexpr auto kConversationKey = "conversation";

Failure cannot(std::string_view what, const std::string& path, int error) {
    return {fmt::format("cannot {} '{}': {}", what, path, std::generic_category().message(error))};
}

class Reading {
  public:
    void line(const json& value, const std::string& name) {
        const JsonNode node(value, name);
        if (!begun_) {
            if (!node.has(kFormatKey) || node.at(kFormatKey).text() != kFormat)
                node.fail(fmt::format("is not the beginning of a recording ({})", kFormat));
            begun_ = true;
        } else if (node.has(kConversationKey)) {
            const auto number = node.at(kContextKey).number(std::numeric_limits<std::uint32_t>::max());
            if (number >= contexts_.size()) node.at(kContextKey).fail("is the number of no context so far");
            conversations.push_back(conversationFrom(node.at(kConversationKey)));
            conversations.back().context = contexts_[number];
        } else {
            contexts_.push_back(contextFrom(node.at(kContextKey)));
        }
    }
    bool begun() const { return begun_; }

    std::vector<RecordedConversation> conversations;

  private:
    bool begun_ = false;
    std::vector<RecordedContext> contexts_;
};

}  // namespace

Result<std::unique_ptr<RecordingFile>> RecordingFile::create(const std::string& path) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0) return cannot("create", path, errno);
    std::unique_ptr<RecordingFile> file(new RecordingFile(path, fd));
    file->write(json{{kFormatKey, kFormat}}.dump());
    return file;
}

RecordingFile::~RecordingFile() {
    if (fd_ >= 0) ::close(fd_);
}

void RecordingFile::add(const RecordedConversation& conversation) {
    const std::string context = jsonOf(conversation.context).dump();
    const json told = jsonOf(conversation);
    const std::lock_guard lock(mutex_);
    auto known = std::find(contexts_.begin(), contexts_.end(), context);
    if (known == contexts_.end()) {
        write(fmt::format(R"({{"{}":{}}})", kContextKey, context));
        known = contexts_.insert(known, context);
    }
    write(json{{kContextKey, known - contexts_.begin()}, {kConversationKey, told}}.dump());
}

void RecordingFile::write(std::string_view line) {
    const std::string all = std::string(line) + '\n';
    for (std::size_t at = 0; at < all.size() && error_ == 0;) {
        const ssize_t count = ::write(fd_, all.data() + at, all.size() - at);
        if (count >= 0) {
            at += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            error_ = errno;
        }
    }
}

Result<void> RecordingFile::finish() {
    const std::lock_guard lock(mutex_);
    if (::close(std::exchange(fd_, -1)) != 0 && error_ == 0) error_ = errno;
    if (error_ != 0) return cannot("write", path_, error_);
    return {};
}

Result<std::vector<RecordedConversation>> readRecording(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return cannot("read", path, errno);
    Reading reading;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const std::string name = fmt::format("{}:{}", path, number);
        if (line.size() > kLongestLine) return Failure{fmt::format("{}: the line is too long", name)};
        auto parsed = reports::parseJson(line, name);
        if (!parsed) return Failure{parsed.error()};
        try {
            reading.line(parsed.value(), name);
        } catch (const reports::JsonMistake& mistake) {
            return Failure{mistake.sentence};
        }
    }
    if (!reading.begun()) return Failure{fmt::format("'{}' is empty", path)};
    return std::move(reading.conversations);
}

}  // namespace xmppconf::suite
