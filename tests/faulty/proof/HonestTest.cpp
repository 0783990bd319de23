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
        EXPECT_EQ(outcome.verdict, wanted) << id << ", " << home->name() << ": " << outcome.reason();
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
                          << ", " << outcomes[at].reason();
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

// Section 10.4.3 sets no time: an error that may still come is neither told nor missed.
TEST(HonestServer, MayLookLongForADomain) {
    const Conduct conduct = [] {
        Conduct c;
        whenever([](Stream& stream,
                    const xml::Element& element) { return goalOf(stream, element) == Goal::Elsewhere; },
                 [](Stream& stream, const xml::Element& element) {
                     Markup error = errorOf(element, "remote-server-not-found", "cancel");
                     error.set("to", stream.jid().full());
                     stream.later(std::chrono::seconds(60), [&stream, error] { stream.send(error); });
                 })(c);
        return c;
    }();
    for (const char* id :
         {"stanza/error/remote-server-not-found-iq", "stanza/error/remote-server-not-found-message"})
        expectInEveryHome(id, conduct, judge::Verdict::Blocked);
}

// What another vector asks is not told again.
TEST(Blame, IsForWhatWasAsked) {
    const auto expectWith = [](std::string_view fault, std::string_view id, judge::Verdict wanted) {
        Conduct conduct;
        faultNamed(fault)->apply(conduct);
        expectInEveryHome(id, conduct, wanted);
    };
    for (const char* id : {"stream/error/unknown-element", "features/sasl"})
        expectWith("unknown-mechanism-ignored", id, judge::Verdict::Pass);
    for (const char* id : {"stream/error/not-xml", "stream/error/attribute-twice", "xml/well-formed/nul",
                           "xml/namespaces/attribute-twice"})
        expectWith("not-well-formed-wrong-condition", id, judge::Verdict::Pass);
    expectWith("closed-without-error", "stream/error-form/element", judge::Verdict::Fail);
    for (const char* id : {"element", "condition-namespace", "text", "application-condition", "one-condition",
                           "closes-in-answer-to-header"})
        expectWith("wrong-stream-namespace-accepted", std::string("stream/error-form/") + id,
                   judge::Verdict::Pass);
    for (const char* id : {"one-condition", "closes-before-login", "closes-before-binding", "closes-bound",
                           "nothing-processed-after"})
        expectWith("not-well-formed-accepted", std::string("stream/error-form/") + id, judge::Verdict::Pass);
    for (const char* id : {"foreign-authzid", "unknown-user", "changed-header"})
        expectWith("scram-no-salt", std::string("sasl/scram-sha-1/") + id, judge::Verdict::Blocked);
}

// A refused type of channel binding was not compared.
TEST(Blame, OfTheTypeIsNotThatOfItsData) {
    Conduct conduct;
    faultNamed("scram-tls-unique-not-supported")->apply(conduct);
    for (const char* hash : {"1", "256", "512"}) {
        const vector::Vector* vector =
            projectCorpus().vector(fmt::format("sasl/scram-sha-{}-plus/tls-unique", hash));
        ASSERT_TRUE(vector);
        for (const Setting* home : Matrix::shared().homes(*vector))
            for (const auto& check : Matrix::shared().trial().hold(*vector, *home, conduct).checks)
                EXPECT_TRUE(!isBroken(check.verdict) || check.requirement == "RFC5802/6.1/tls-unique")
                    << vector->id << ": " << check.requirement;
    }
}

// A challenge that breaks the grammar of DIGEST-MD5 says nothing of what it should hold.
TEST(Blame, OfTheSyntaxIsToldByTheSyntax) {
    for (const char* fault : {"digest-md5-realm-unquoted", "digest-md5-charset-quoted"}) {
        Conduct conduct;
        faultNamed(fault)->apply(conduct);
        for (const vector::Vector& vector : projectCorpus().vectors) {
            if (!vector.id.starts_with("sasl/digest-md5/")) continue;
            for (const Setting* home : Matrix::shared().homes(vector))
                for (const auto& check : Matrix::shared().trial().hold(vector, *home, conduct).checks)
                    EXPECT_TRUE(!isBroken(check.verdict) || check.requirement == "RFC2831/2.1.1/syntax")
                        << vector.id << ": " << check.requirement;
        }
    }
}

// Where TLS is mandatory only a success is a way around it.
TEST(Blame, OfABypassNeedsSomebodyWhoGotIn) {
    Conduct conduct;
    conduct.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!element.is(ns::sasl, "auth") || stream.tls()) return false;
        stream.send(Markup::element("urn:example:odd", "perhaps"));
        return true;
    });
    for (const char* id : {"starttls/login-before-required", "starttls/scram-before-required"})
        expectInEveryHome(id, conduct, judge::Verdict::Pass);
}

TEST(HonestServer, MayDeliverLate) {
    for (const auto delay : {std::chrono::milliseconds(4000), std::chrono::milliseconds(9000)}) {
        for (const char* id :
             {"stanza/delivery/offline-message", "stanza/delivery/offline-message-to-resource",
              "stanza/from/forged-message", "stanza/from/forged-iq", "stanza/from/other-resource"})
            expectInEveryHome(id, deliveringLate(delay), judge::Verdict::Pass);
    }
}

TEST(HonestServer, GivesEveryVectorSomethingToJudge) {
    for (const vector::Vector& vector : projectCorpus().vectors)
        EXPECT_FALSE(Matrix::shared().homes(vector).empty())
            << vector.id
            << " is skipped in every setting: " << Matrix::shared().honest(vector).front().reason();
}

}  // namespace xmppconf::faulty
