#pragma once

#include "harness/xml/Element.h"
#include "tests/faulty/server/Conduct.h"
#include "tests/faulty/server/Markup.h"

namespace xmppconf::faulty {

class Stream;

/// A message, presence or iq of a client.
bool isStanza(const xml::Element& element);
/// An empty result for the request, with its id, from whom it was sent to; `to` is left for the sender.
Markup resultOf(const xml::Element& request);
/// An error in answer to the stanza (RFC 6120 section 8.3).
Markup errorOf(const xml::Element& stanza, const std::string& condition, const std::string& type);
/// Answers the stanza as the conduct has it for this complaint.
void complain(Stream& stream, const xml::Element& stanza, Complaint complaint);

}  // namespace xmppconf::faulty
