#include <gtest/gtest.h>

#include "StreamScript.h"
#include "harness/stream/Inbox.h"

/// One order of all that came: unread, left for later, taken.

namespace xmppconf::tests {

using stream::Item;
using stream::Side;

namespace {

class Reader {
  public:
    explicit Reader(std::string_view octets) { script.play({"S: " + header("one"), octets}); }
    /// Reads the next thing into the inbox.
    const Item* next() {
        auto item = script.stream.next(Side::Receiver);
        if (!item && script.stream.ended()) item = *script.stream.ended();
        if (!item) return nullptr;
        inbox.add(*std::move(item));
        return inbox.unread();
    }
    /// The next thing is what somebody waited for.
    void takeNext() {
        next();
        inbox.take(inbox.size() - 1);
    }
    std::string kept() const {
        std::string names;
        for (std::size_t i = 0; i < inbox.size(); ++i) {
            const Item& item = inbox[i];
            names += item.element() ? std::string(item.element()->name) : item.sentence;
            names += i < inbox.unsolicited() ? " " : "!";
        }
        return names;
    }

    StreamScript script;
    stream::Inbox inbox{Side::Receiver};
};

}  // namespace

TEST(Inbox, keepsTheOrderWhateverIsTaken) {
    Reader reader("s: <a/><b/><c/><d/>");
    for (int i = 0; i < 3; ++i) {
        ASSERT_NE(reader.next(), nullptr);
        ASSERT_TRUE(reader.inbox.leave());
    }
    reader.next();
    EXPECT_EQ(reader.kept(), "a b c d!");
    reader.inbox.take(1);
    EXPECT_EQ(reader.kept(), "a c d!");
    reader.inbox.take(2);
    EXPECT_EQ(reader.kept(), "a c ");
    EXPECT_EQ(reader.inbox.unread(), nullptr);
}

TEST(Inbox, thatTheConnectionIsOverStays) {
    Reader reader("fin");
    reader.next();
    reader.inbox.take(0);
    EXPECT_EQ(reader.kept(), "the end!");
}

TEST(Inbox, dropsWhatWasUnreadWhereANewStreamBegins) {
    Reader reader("s: <a/><b/>");
    reader.next();
    ASSERT_TRUE(reader.inbox.leave());
    reader.next();
    reader.inbox.dropUnread();
    EXPECT_EQ(reader.kept(), "a ");
}

TEST(Inbox, holdsNoMoreThanAMebibyteOfWhatNobodyAskedFor) {
    const std::string large = "s: <a>" + std::string(100'000, 'x') + "</a>";
    Reader reader(large);
    bool holds = true;
    int left = 0;
    for (; holds && left < 100; ++left) {
        ASSERT_NE(reader.next(), nullptr);
        holds = reader.inbox.leave();
        reader.script.play({large});
    }
    EXPECT_FALSE(holds);
    EXPECT_GE(left, 3);
}

TEST(Inbox, knowsWhatHadComeBeforeSomethingWasSent) {
    const auto early = [](std::string_view before, std::string_view behind) {
        Reader reader(std::string("s: <a/>") + std::string(before));
        reader.takeNext();
        reader.inbox.sending(reader.script.stream);
        reader.script.play({std::string("s: ") + std::string(behind)});
        const Item* item = reader.next();
        return item && item->early;
    };
    EXPECT_TRUE(early("<stream:error/>", ""));
    EXPECT_TRUE(early("</stream:stream>", ""));
    EXPECT_FALSE(early("", "<stream:error/>"));
    EXPECT_FALSE(early("<b/>", "")) << "an element may answer anything";
}

TEST(Inbox, holdsWhatEitherSideSaid) {
    StreamScript script;
    stream::Inbox inbox{Side::Initiator};
    const auto next = [&] {
        inbox.add(*script.stream.next(Side::Initiator));
        return inbox.unread();
    };
    script.play({"c: " + header("one") + "<auth/><stream:error/>"});
    next();
    inbox.take(0);
    next();
    inbox.take(0);
    script.play({"S: " + header("two")});
    inbox.sending(script.stream);
    script.play({"c: </stream:stream>"});
    EXPECT_TRUE(next()->early) << "it had come before the other side spoke";
    inbox.take(0);
    EXPECT_FALSE(next()->early);
}

TEST(Inbox, anEndOfTheConnectionMayHaveComeBefore) {
    Reader reader("s: <a/>");
    reader.takeNext();
    reader.script.play({"fin"});
    reader.inbox.sending(reader.script.stream);
    EXPECT_TRUE(reader.next()->early);
}

TEST(Inbox, whatFollowsAnErrorThatWasSeenBelongsToIt) {
    Reader reader("s: <a/><stream:error/></stream:stream>");
    reader.takeNext();
    reader.next();
    reader.inbox.sending(reader.script.stream);
    reader.inbox.take(0);
    EXPECT_FALSE(reader.next()->early);
}

TEST(Inbox, anEndBehindAHandshakeMayAnswerIt) {
    Reader reader("s: <proceed/>");
    reader.takeNext();
    reader.script.play({"tls", "fin"});
    reader.inbox.beginTls();
    reader.inbox.sending(reader.script.stream);
    EXPECT_FALSE(reader.next()->early);
}

TEST(Inbox, whatEndsTheStreamBehindARefusalMayBelongToIt) {
    Reader reader("s: <failure/><stream:error/>");
    reader.takeNext();
    reader.inbox.sending(reader.script.stream);
    EXPECT_FALSE(reader.next()->early);
}

}  // namespace xmppconf::tests
