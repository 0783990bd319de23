#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
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

/// A name token (XML 1.0, section 2.3), which the schema wants of an id; of characters beyond ASCII those
/// with two octets.
bool isNameToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return std::isalnum(octet) != 0 || (octet >= 0x80 && octet < 0xE0) ||
               std::string_view("-._:").find(c) != std::string_view::npos;
    });
}

template <std::size_t Size>
bool isOneOf(std::string_view text, const std::array<std::string_view, Size>& known) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

/// What the schemas in appendix A of RFC 6120 and the one of rosters allow, as far as vectors break them.
bool isValid(const xml::Element& stanza) {
    constexpr std::array<std::string_view, 4> kIqTypes = {"get", "set", "result", "error"};
    constexpr std::array<std::string_view, 7> kPresenceTypes = {
        "error", "probe", "subscribe", "subscribed", "unavailable", "unsubscribe", "unsubscribed"};
    const auto id = stanza.attribute("id");
    if (id ? !isNameToken(*id) : stanza.name == "iq") return false;
    const auto type = stanza.attribute("type");
    if (stanza.name == "presence") return !type || isOneOf(*type, kPresenceTypes);
    if (stanza.name != "iq") return true;
    if (!isOneOf(type.value_or(""), kIqTypes)) return false;
    std::size_t children = 0;
    for (const xml::Node* node = stanza.firstChild; node; node = node->next) {
        if (!node->element) continue;
        ++children;
        if (node->element->ns == ns::roster && node->element->name != "query") return false;
    }
    return children <= 1 || type == "error";
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

void expectPassInEveryHome(std::string_view id, const Conduct& conduct) {
    const vector::Vector* vector = projectCorpus().vector(std::string(id));
    ASSERT_TRUE(vector) << id;
    const auto homes = Matrix::shared().homes(*vector);
    EXPECT_FALSE(homes.empty()) << id;
    for (const Setting* home : homes) {
        const auto outcome = Matrix::shared().trial().hold(*vector, *home, conduct);
        EXPECT_EQ(outcome.verdict, judge::Verdict::Pass)
            << id << ", " << home->name() << ": " << outcome.reason;
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
            expectPassInEveryHome(id, refusingLate(isForNobody, delay));
        for (const char* id :
             {"stanza/from/forged-message", "stanza/from/forged-iq", "stanza/from/other-resource"})
            expectPassInEveryHome(id, refusingLate(isForged, delay));
    }
}

TEST(HonestServer, MayDeliverLate) {
    for (const auto delay : {std::chrono::milliseconds(4000), std::chrono::milliseconds(9000)}) {
        for (const char* id :
             {"stanza/delivery/offline-message", "stanza/delivery/offline-message-to-resource",
              "stanza/from/forged-message", "stanza/from/forged-iq", "stanza/from/other-resource"})
            expectPassInEveryHome(id, deliveringLate(delay));
    }
}

// RFC 6120 section 4.4 has a server wait for the client's close_notify before it ends the connection.
TEST(HonestServer, MayAwaitOurCloseNotify) {
    Conduct conduct;
    conduct.tlsEnd = TlsEnd::BothWays;
    for (const vector::Vector& vector : projectCorpus().vectors) {
        for (const Setting* home : Matrix::shared().homes(vector)) {
            if (home->security == dialogue::Security::None) continue;
            const auto outcome = Matrix::shared().trial().hold(vector, *home, conduct);
            EXPECT_EQ(outcome.verdict, judge::Verdict::Pass)
                << vector.id << ", " << home->name() << ": " << outcome.reason;
        }
    }
}

// RFC 6120 sections 4.9.3.11 and 11.4.
TEST(HonestServer, MayValidate) {
    Conduct conduct;
    conduct.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!isStanza(element) || isValid(element)) return false;
        stream.streamError("invalid-xml");
        return true;
    });
    const auto& vectors = projectCorpus().vectors;
    inParallel(vectors.size(), [&](std::size_t at) {
        for (const Setting* home : Matrix::shared().homes(vectors[at])) {
            const auto outcome = Matrix::shared().trial().hold(vectors[at], *home, conduct);
            EXPECT_FALSE(isBroken(outcome.verdict))
                << vectors[at].id << ", " << home->name() << ": " << outcome.reason;
        }
    });
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

TEST(HonestServer, GivesEveryVectorSomethingToJudge) {
    for (const vector::Vector& vector : projectCorpus().vectors)
        EXPECT_FALSE(Matrix::shared().homes(vector).empty())
            << vector.id
            << " is skipped in every setting: " << Matrix::shared().honest(vector).front().reason;
}

}  // namespace xmppconf::faulty
