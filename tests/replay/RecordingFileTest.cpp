#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "suite/recording/OctetText.h"
#include "suite/recording/RecordingFile.h"

namespace xmppconf::suite {
namespace {

using octets::LinkEvent;
using octets::Recording;
using std::chrono::milliseconds;

std::string allOctets() {
    std::string all;
    for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
    return all;
}

RecordedConversation full() {
    RecordedConversation conversation;
    conversation.context.endpoint = {"::1", 5222};
    conversation.context.directEndpoint = {"server.example", 5223};
    conversation.context.domain = "example.org";
    conversation.context.security = dialogue::Security::Direct;
    conversation.context.timeout = std::chrono::seconds(10);
    conversation.context.loopback = true;
    conversation.context.logins = {
        {"alice@example.org", "PLAIN", "", dialogue::Login::Result::Refused, "no"}};
    conversation.vector = "sasl/v";
    conversation.attempt = 2;
    conversation.seed = ~std::uint64_t{0};
    conversation.randomName = "sasl/v#2";
    conversation.asksAnew = true;
    conversation.accounts = {{"alice", "alice@example.org"}};
    conversation.givenUp = {{"v.xml:3:5", "<failure/>"}};
    conversation.strangers = {"alice@example.org/\xff"};
    conversation.judged = R"({"verdict":"pass"})";
    Recording::Connection connection{{"::1", 5222}, milliseconds(1)};
    using CallKind = Recording::Call::Kind;
    for (const CallKind kind :
         {CallKind::Send, CallKind::Secure, CallKind::CloseTls, CallKind::Finish, CallKind::Reset})
        connection.calls.push_back({kind, milliseconds(2), allOctets()});
    for (int kind = 0; kind < 9; ++kind)
        connection.arrivals.push_back(
            {milliseconds(3 + kind),
             {static_cast<LinkEvent::Kind>(kind), allOctets(), static_cast<LinkEvent::Peer>(kind % 3)}});
    connection.flushes = {{milliseconds(5), false}, {milliseconds(6), true}};
    Recording::Tls tls;
    tls.at = milliseconds(4);
    tls.facts = {"TLSv1.3", "cipher", "alpn", "CN=a", "CN=b", "2026", "ff", true, false, true, "why"};
    tls.bindings = {{octets::ChannelBinding::TlsExporter, allOctets()}};
    connection.tls = tls;
    conversation.network.connections.push_back(connection);
    return conversation;
}

class RecordingFileTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "/recording.XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder = pattern;
        path = folder + "/run.jsonl";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void record(const std::vector<RecordedConversation>& conversations) {
        const auto file = RecordingFile::create(path);
        ASSERT_TRUE(file) << file.error();
        for (const RecordedConversation& each : conversations) file.value()->add(each);
        ASSERT_TRUE(file.value()->finish());
    }
    std::string text() const {
        std::ostringstream all;
        all << std::ifstream(path).rdbuf();
        return all.str();
    }
    /// The sentence about a file with that text, without its path.
    std::string mistakeIn(const std::string& content) {
        std::ofstream(path) << content;
        const auto read = readRecording(path);
        if (read) return "none";
        std::string sentence = read.error();
        if (const auto at = sentence.find(path); at != sentence.npos) sentence.replace(at, path.size(), "F");
        return sentence;
    }

    std::string folder, path;
};

TEST(OctetText, HoldsAnyOctetsAndKeepsAsciiReadable) {
    EXPECT_EQ(textOfOctets("<a/>"), "<a/>");
    EXPECT_EQ(textOfOctets("\xff"), "\xc3\xbf");
    EXPECT_EQ(octetsOfText(textOfOctets(allOctets())), allOctets());
    EXPECT_FALSE(octetsOfText("\xe2\x82\xac"));
}

TEST_F(RecordingFileTest, GivesBackWhatItTook) {
    RecordedConversation other = full();
    other.context.logins.reset();
    other.context.security = dialogue::Security::None;
    other.vector = "sasl/w";
    other.network.connections.front().tls.reset();
    record({full(), other, full()});
    const auto read = readRecording(path);
    ASSERT_TRUE(read) << read.error();
    ASSERT_EQ(read.value().size(), 3U);
    const RecordedConversation& first = read.value().front();
    const RecordedConversation wanted = full();
    EXPECT_EQ(first.network, wanted.network);
    EXPECT_EQ(first.vector, wanted.vector);
    EXPECT_EQ(first.attempt, wanted.attempt);
    EXPECT_EQ(first.seed, wanted.seed);
    EXPECT_EQ(first.randomName, wanted.randomName);
    EXPECT_EQ(first.asksAnew, wanted.asksAnew);
    EXPECT_EQ(first.accounts, wanted.accounts);
    EXPECT_EQ(first.givenUp, wanted.givenUp);
    EXPECT_EQ(first.strangers, wanted.strangers);
    EXPECT_EQ(first.judged, wanted.judged);
    EXPECT_EQ(first.context.endpoint, wanted.context.endpoint);
    EXPECT_EQ(first.context.directEndpoint, wanted.context.directEndpoint);
    EXPECT_EQ(first.context.domain, wanted.context.domain);
    EXPECT_EQ(first.context.security, wanted.context.security);
    EXPECT_EQ(first.context.timeout, wanted.context.timeout);
    EXPECT_EQ(first.context.loopback, wanted.context.loopback);
    ASSERT_EQ(first.context.logins->size(), 1U);
    EXPECT_EQ(first.context.logins->front().result, dialogue::Login::Result::Refused);
    EXPECT_FALSE(read.value()[1].context.logins);
    EXPECT_EQ(read.value()[1].context.security, dialogue::Security::None);
    EXPECT_FALSE(read.value()[1].network.connections.front().tls);
    EXPECT_TRUE(read.value()[2].context.logins);
}

TEST_F(RecordingFileTest, OnlyItsOwnerReadsIt) {
    const mode_t before = ::umask(0);
    record({full()});
    ::umask(before);
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
}

TEST_F(RecordingFileTest, NeverWritesOverAnotherFile) {
    std::ofstream(path) << "dear";
    const auto file = RecordingFile::create(path);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error(), "cannot create '" + path + "': File exists");
    EXPECT_EQ(text(), "dear");
}

TEST_F(RecordingFileTest, TellsWhereItCouldNotBeWritten) {
    const auto file = RecordingFile::create("/nowhere/run.jsonl");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error(), "cannot create '/nowhere/run.jsonl': No such file or directory");
}

TEST_F(RecordingFileTest, MistakesAreSentencesWithTheirPlace) {
    const std::string head = R"({"format":"xmppconf-recording/1"})"
                             "\n";
    EXPECT_EQ(mistakeIn(""), "'F' is empty");
    EXPECT_EQ(mistakeIn("{}\n"), "F:1: is not the beginning of a recording (xmppconf-recording/1)");
    EXPECT_EQ(mistakeIn("[]\n"), "F:1: is not an object");
    EXPECT_EQ(mistakeIn(head + "{\"a\n"), "F:2:1:4: this is not valid JSON");
    EXPECT_EQ(mistakeIn(head + "{}\n"), "F:2: context is missing");
    EXPECT_EQ(mistakeIn(head + R"({"context":0,"conversation":{}})"),
              "F:2: context is the number of no context so far");
    EXPECT_EQ(mistakeIn(head + R"({"context":{"endpoint":{"host":"a","port":65536}}})"),
              "F:2: context.endpoint.port is not a whole number from 0 to 65535");
    EXPECT_EQ(mistakeIn(head + std::string(100, '[') + "\n"), "F:2: is nested too deeply");
    EXPECT_EQ(readRecording("/nowhere/run.jsonl").error(),
              "cannot read '/nowhere/run.jsonl': No such file or directory");
}

TEST_F(RecordingFileTest, EveryCutOfAFileIsReadOrRefused) {
    record({full()});
    const std::string whole = text();
    for (std::size_t size = 0; size < whole.size(); size += 97)
        EXPECT_NE(mistakeIn(whole.substr(0, size)), "");
}

TEST_F(RecordingFileTest, TimeDoesNotRunBackwards) {
    RecordedConversation conversation = full();
    conversation.network.connections.front().arrivals.back().at = milliseconds(2);
    record({conversation});
    EXPECT_EQ(mistakeIn(text()),
              "F:3: conversation.network[0].arrivals[8].t_us lies before what stands in front of it");
}

}  // namespace
}  // namespace xmppconf::suite
