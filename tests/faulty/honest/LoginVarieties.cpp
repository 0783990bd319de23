#include <utility>

#include "tests/faulty/faults/StanzaTools.h"
#include "tests/faulty/honest/Variety.h"

namespace xmppconf::faulty {

namespace {

constexpr std::string_view kFeature = "urn:example:feature";

void moreFeatures(Conduct& c) {
    c.onFeatures.push_back([](Stream& stream, std::optional<Markup>& features) {
        const bool alone = stream.server().site().profile.demandsTls && !stream.tls();
        if (!features || alone) return;
        Markup other = Markup::element(kFeature, "other");
        other.add(Markup::element(kFeature, "choice")).say("one");
        features->content.insert(features->content.begin(), other);
        features->add(Markup::element(kFeature, "last")).set("ver", "1=");
    });
}

/// A version that is no number is none (RFC 6120 section 4.7.5), and without one features are not due.
void takesOddVersionsForNone(Conduct& c) {
    const auto isOdd = [](const Stream& stream) {
        return stream.clientAttribute("version").find_first_not_of("0123456789.") != std::string::npos;
    };
    c.onHeader.push_back([=](Stream& stream, Header& header) {
        if (isOdd(stream)) header.version.reset();
    });
    c.onFeatures.push_back([=](Stream& stream, std::optional<Markup>& features) {
        if (isOdd(stream)) features.reset();
    });
}

void moreMechanisms(Conduct& c) {
    c.onFeatures.push_back([](Stream&, std::optional<Markup>& features) {
        Markup* mechanisms = features ? features->child(ns::sasl, "mechanisms") : nullptr;
        if (!mechanisms) return;
        for (const char* other : {"GSSAPI", "X-OAUTH2"})
            mechanisms->add(Markup::element(ns::sasl, "mechanism")).say(other);
    });
}

/// Failures of SASL explain themselves (RFC 6120 section 6.5).
auto failuresSayMore = inOwn([](Outgoing& outgoing) {
    if (!outgoing.element.is(ns::sasl, "failure")) return;
    outgoing.element.add(Markup::element(ns::sasl, "text"))
        .set("lang", "en", xml::kXmlNamespace)
        .say("You cannot log in.");
    outgoing.element.add(Markup::element(kDetails, "details")).say("42");
});

/// Whoever adds octets to a starttls command gets something else than TLS.
template <class Deal>
auto onInjection(Deal deal) {
    return [=](Conduct& c) {
        c.onRead.push_back([](Stream& stream, const std::string& octets) {
            const auto begin = octets.find("<starttls");
            const auto end = begin == octets.npos ? octets.npos : octets.find('>', begin);
            const bool whole = end != octets.npos && octets[end - 1] == '/';  // else it has content
            if (whole && end + 1 != octets.size()) stream.notes["injected"] = "yes";
        });
        c.onWrite.push_back([=](Stream& stream, std::string& octets) {
            if (octets.starts_with("<proceed") && !stream.notes["injected"].empty())
                deal(stream, std::exchange(octets, {}));
        });
    };
}

void hangUpBehind(Stream& stream, const std::string& proceed) {
    stream.wire().write(proceed);
    stream.hangUp();
}

void refuseTls(Stream& stream, const std::string&) {
    stream.send(Markup::element(ns::tls, "failure"));
    stream.end();
}

/// Base64 that lacks its padding is taken all the same (RFC 6120 sections 6.3.5 and 13.9.1 bind who encodes).
void needsNoPadding(Conduct& c) {
    c.decodes = [](std::string_view text) {
        std::string padded(text);
        while (padded.size() % 4 != 0) padded += '=';
        return sasl::decodeBase64(padded);
    };
}

/// An equals sign where a message is due is badly encoded, to its mind.
void wantsMessages(Conduct& c) {
    c.onElement.push_back([](Stream& stream, const xml::Element& element) {
        if (!element.is(ns::sasl, "auth") || element.attribute("mechanism") != "PLAIN" ||
            element.text() != "=")
            return false;
        stream.sasl().fail(Refusal::BadEncoding);
        return true;
    });
}

/// Until its header has come, nothing is read of a new stream.
void waitsForTheHeader(Conduct& c) {
    c.onRead.push_back([](Stream& stream, std::string& octets) {
        if (stream.authenticated() && stream.awaitsHeader() &&
            (octets.starts_with("<auth") || octets.starts_with("<iq")))
            octets.clear();
    });
}

/// Resources of its own making, with whatever a resource may hold.
void longResources(Conduct& c) {
    c.bind.makes = [](Stream& stream) {
        return "B\xc3\xa4lle & 'Ketten' <\"3\"> @/" + stream.server().random().token(40) +
               std::string(200, 'x');
    };
}

}  // namespace

std::span<const Variety> loginVarieties() {
    using Conflict = BindConduct::Conflict;
    static const std::vector<Variety> all = {
        {"more-features", moreFeatures},
        {"more-mechanisms", moreMechanisms},
        {"failures-say-more", failuresSayMore},
        {"hangs-up-on-injected-octets", onInjection(hangUpBehind)},
        {"refuses-injected-octets", onInjection(refuseTls)},
        {"base64-needs-no-padding", needsNoPadding},
        {"plain-wants-a-message", wantsMessages},
        {"waits-for-the-header", waitsForTheHeader},
        {"turns-strangers-away", [](Conduct& c) { c.handshake.turnsStrangersAway = true; }},
        {"unknown-users-refused-early", [](Conduct& c) { c.scram.refusesUnknownUsersLate = false; }},
        {"takes-odd-versions-for-none", takesOddVersionsForNone},
        {"capital-names-refused", [](Conduct& c) { c.takesCapitalNames = false; }},
        {"resources-of-any-text", longResources},
        {"resource-in-use-refused", [](Conduct& c) { c.bind.conflict = Conflict::Refuse; }},
        {"resource-in-use-ends-its-holder", [](Conduct& c) { c.bind.conflict = Conflict::EndHolder; }},
        {"second-resource-instead-of-the-first",
         [](Conduct& c) { c.bind.second = BindConduct::Second::Instead; }},
    };
    return all;
}

}  // namespace xmppconf::faulty
