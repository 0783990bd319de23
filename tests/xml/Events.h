#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/xml/StreamReader.h"

namespace xmppconf::xml {

/// A stream header as servers send it, to put in front of what a test is about.
inline constexpr std::string_view kHeader =
    "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' "
    "version='1.0'>";

/// One line that says all about an event but the words of its detail: "element 27: <a/>".
std::string describe(const StreamEvent& event);

/// All events that the reader yields now.
std::vector<std::string> drain(StreamReader& reader);

/// Feeds the pieces one after the other and drains the reader after each.
std::vector<std::string> readPieces(const std::vector<std::string_view>& pieces, ReaderLimits limits = {});

std::vector<std::string> readWhole(std::string_view octets, ReaderLimits limits = {});

/// Calls `check` with the octets as a whole, octet by octet, and cut in two at every place.
void forEverySplit(std::string_view octets,
                   const std::function<void(const std::vector<std::string_view>&)>& check);

/// `times` copies of `text`.
std::string repeat(std::string_view text, std::size_t times);

}  // namespace xmppconf::xml
