#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/proof/Matrix.h"

namespace xmppconf::faulty {

namespace {

/// Takes its time to refuse these stanzas: what came behind them is answered first.
template <class When>
Conduct refusingLate(When when, octets::Duration delay) {
    Conduct conduct;
    whenever(when, [=](Stream& stream, const xml::Element& element) {
        Markup error = errorOf(element, "service-unavailable", "cancel");
        error.set("to", stream.jid().full());
        stream.later(delay, [&stream, error] { stream.send(error); });
    })(conduct);
    return conduct;
}

/// Takes its time to hand on what other clients sent.
Conduct deliveringLate(octets::Duration delay) {
    Conduct conduct;
    conduct.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
        if (!outgoing.relayed) return;
        outgoing.copies = 0;
        stream.later(delay, [&stream, element = outgoing.element] { stream.send(element); });
    });
    return conduct;
}

bool isForNobody(Stream& stream, const xml::Element& element) {
    const Goal goal = goalOf(stream, element);
    return isKind(element, "message") && typeOf(element) != "error" &&
           (goal == Goal::Account || goal == Goal::AbsentResource) && isAway(stream, element);
}

bool isForged(Stream& stream, const xml::Element& element) {
    return isStanza(element) &&
           element.attribute("from").value_or(stream.jid().full()) != stream.jid().full();
}

/// Wherever it passes with the honest server.
void expectInEveryHome(std::string_view id, const Conduct& conduct, judge::Verdict wanted) {
    const vector::Vector* vector = projectCorpus().vector(std::string(id));
    ASSERT_TRUE(vector) << id;
    const auto homes = Matrix::shared().homes(*vector);
    EXPECT_FALSE(homes.empty()) << id;
    for (const Setting* home : homes) {
        const auto outcome = Matrix::shared().trial().hold(*vector, *home, conduct);
        EXPECT_EQ(outcome.verdict, wanted) << id << ", " << home->name() << ": " << outcome.reason;
    }
}

}  // namespace

// No false alarm: the server without faults breaks nothing, whatever the setting, but for choices of its
// profile.
TEST(HonestServer, BreaksNothing) {
    const auto lines = linesOf("choices.txt");
    std::set<std::string> choices(lines.begin(), lines.end());
    for (const vector::Vector& vector : projectCorpus().vectors) {
        const auto& outcomes = Matrix::shared().honest(vector);
        for (std::size_t at = 0; at < outcomes.size(); ++at) {
            const judge::Verdict verdict = outcomes[at].verdict;
            if (verdict == judge::Verdict::Pass || verdict == judge::Verdict::Skip) continue;
            const std::string choice = fmt::format("{} {}", vector.id, settings()[at].profile);
            if (verdict == judge::Verdict::Warn && choices.erase(choice) == 1) continue;
            ADD_FAILURE() << vector.id << ", " << settings()[at].name() << ": " << judge::nameOf(verdict)
                          << ", " << outcomes[at].reason;
            break;  // the other settings say the same
        }
    }
    for (const std::string& choice : choices)
        ADD_FAILURE() << "choices.txt: there is nothing broken by " << choice;
}

// Neither the order of answers to different stanzas nor their haste is anybody's duty.
TEST(HonestServer, MayRefuseLate) {
    for (const auto delay : {std::chrono::milliseconds(100), std::chrono::milliseconds(4000)}) {
        for (const char* id : {"stanza/delivery/offline-message",
                               "stanza/delivery/offline-message-to-resource", "stanza/leak/message"})
            expectInEveryHome(id, refusingLate(isForNobody, delay), judge::Verdict::Pass);
        for (const char* id :
             {"stanza/from/forged-message", "stanza/from/forged-iq", "stanza/from/other-resource"})
            expectInEveryHome(id, refusingLate(isForged, delay), judge::Verdict::Pass);
    }
}

TEST(HonestServer, MayDeliverLate) {
    for (const auto delay : {std::chrono::milliseconds(4000), std::chrono::milliseconds(9000)}) {
        for (const char* id :
             {"stanza/delivery/offline-message", "stanza/delivery/offline-message-to-resource",
              "stanza/from/forged-message", "stanza/from/forged-iq", "stanza/from/other-resource"})
            expectInEveryHome(id, deliveringLate(delay), judge::Verdict::Pass);
    }
}

// RFC 6120 section 13.12, item 6: what is more than that comes too late for everybody.
TEST(HonestServer, MayReadSlowly) {
    Conduct conduct;
    conduct.onRead.push_back([](Stream& stream, std::string& octets) {
        std::string& read = stream.notes["octets read"];
        const std::size_t before = read.empty() ? 0 : std::stoul(read);
        read = std::to_string(before + octets.size());
        if (before + octets.size() > 40000) octets.clear();
    });
    for (const vector::Vector& vector : projectCorpus().vectors) {
        for (const Setting* home : Matrix::shared().homes(vector)) {
            const auto outcome = Matrix::shared().trial().hold(vector, *home, conduct);
            EXPECT_FALSE(isBroken(outcome.verdict))
                << vector.id << ", " << home->name() << ": " << outcome.reason;
        }
    }
}

// Who serves every host knows no unknown one.
TEST(HonestServer, MayTakeEveryHost) {
    Conduct conduct;
    conduct.offences[Offence::UnknownHost].way = Reaction::Way::Nothing;
    conduct.onHeader.push_back([](Stream& stream, Header& header) {
        if (const std::string to = stream.clientAttribute("to"); !to.empty()) header.from = to;
    });
    for (const char* id : {"starttls/forgets-host", "stream/error/unknown-host",
                           "stream/error/unknown-host-header", "stream/error/text-language"})
        expectInEveryHome(id, conduct, judge::Verdict::Skip);
    expectInEveryHome("restart/other-host", conduct, judge::Verdict::Pass);
}

// RFC 6120 has white space around the address, in section 4.9.3.19.
TEST(HonestServer, MayRedirect) {
    Conduct conduct;
    conduct.offences[Offence::WrongRoot].condition = "see-other-host";
    conduct.onSend.push_back([](Stream&, Outgoing& outgoing) {
        if (Markup* other = outgoing.element.child(ns::streamErrors, "see-other-host"))
            other->say("\n  [2001:db8::1]:9222\n");
    });
    expectInEveryHome("stream/error/wrong-root", conduct, judge::Verdict::Pass);
}

TEST(HonestServer, MayRefuseToBeginTls) {
    Conduct conduct;
    conduct.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!element.is(ns::tls, "starttls")) return false;
        stream.send(Markup::element(ns::tls, "failure"));
        stream.end();
        return true;
    });
    for (const char* id : {"starttls/handshake", "starttls/end-tag", "starttls/in-pieces"})
        expectInEveryHome(id, conduct, judge::Verdict::Skip);
}

// TLS has alerts for it (RFC 8446 section 6.2).
TEST(HonestServer, MaySayWhyAHandshakeFails) {
    Conduct conduct;
    conduct.onFailedHandshake.push_back(
        [](Stream& stream) { stream.writeRaw(std::string("\x15\3\3\0\2\2\x0a", 7)); });
    expectInEveryHome("starttls/failed-handshake", conduct, judge::Verdict::Pass);
    expectInEveryHome("starttls/no-ssl-2", conduct, judge::Verdict::Pass);
}

TEST(HonestServer, GivesEveryVectorSomethingToJudge) {
    for (const vector::Vector& vector : projectCorpus().vectors)
        EXPECT_FALSE(Matrix::shared().homes(vector).empty())
            << vector.id
            << " is skipped in every setting: " << Matrix::shared().honest(vector).front().reason;
}

}  // namespace xmppconf::faulty
