#pragma once

#include <string>
#include <string_view>

#include "tests/faulty/Fault.h"
#include "tests/faulty/Names.h"
#include "tests/faulty/Stream.h"

/// What tables of faults have in common. Each takes the conduct that a fault changes.
namespace xmppconf::faulty {

/// The offence is answered with another condition.
inline auto condition(Offence offence, std::string condition) {
    return [=](Conduct& c) { c.offences[offence].condition = condition; };
}
inline auto condition(Refusal refusal, std::string condition) {
    return [=](Conduct& c) { c.refusals[refusal].condition = condition; };
}
inline auto condition(Complaint complaint, std::string condition) {
    return [=](Conduct& c) { c.complaints[complaint].condition = condition; };
}

/// The server deals with it in another way than by the error that is due.
inline auto way(Offence offence, Reaction::Way way) {
    return [=](Conduct& c) { c.offences[offence].way = way; };
}
inline auto way(Refusal refusal, Reaction::Way way) {
    return [=](Conduct& c) { c.refusals[refusal].way = way; };
}
inline auto way(Complaint complaint, Reaction::Way way) {
    return [=](Conduct& c) { c.complaints[complaint].way = way; };
}

/// Something else stands in the header.
template <class Change>
auto inHeader(Change change) {
    return [=](Conduct& c) { c.onHeader.push_back([=](Stream&, Header& header) { change(header); }); };
}

/// An element on its way out is changed; relayed ones are not among them.
template <class Change>
auto inOwn(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            if (!outgoing.relayed) change(outgoing);
        });
    };
}

/// Another client's stanza is changed on its way out.
template <class Change>
auto inRelayed(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            if (outgoing.relayed) change(outgoing);
        });
    };
}

}  // namespace xmppconf::faulty
