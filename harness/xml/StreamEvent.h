#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/xml/Element.h"

namespace xmppconf::xml {

/// What RFC 6120 sections 4.8.5, 8.4 and 11 forbid, or what makes the rest unreadable. After the fatal ones
/// the reader yields nothing more until `restart`.
enum class Violation {
    Comment,
    ProcessingInstruction,
    Doctype,             ///< fatal: nothing inside a DTD is read
    EntityReference,     ///< fatal: an entity other than the five predefined ones
    UndeclaredPrefix,    ///< fatal
    BadUtf8,             ///< fatal
    OtherEncoding,       ///< the XML declaration names something other than UTF-8; read on as UTF-8
    NotWellFormed,       ///< fatal
    TextBetweenStanzas,  ///< text other than white space at stream level
    Standalone,          ///< the XML declaration says whether the document is standalone
    ByteOrderMark,       ///< fatal: U+FEFF at the beginning
    ContentPrefix,       ///< a stanza is written with a prefix
    HeaderPrefix,        ///< inside a stanza, a prefix that only the stream header declares
    TooLarge             ///< fatal: larger or deeper than the reader's limits
};

std::string_view nameOf(Violation violation);  ///< "comment", "processing-instruction", "bad-utf-8", …
bool isFatal(Violation violation);

struct NamespaceDeclaration {
    std::string prefix;  ///< empty: the default namespace
    std::string uri;
};

struct StreamEvent {
    enum class Kind { Header, Element, Closed, Violation };
    Kind kind;
    ElementPtr element;                              ///< of Header (without children) and Element
    std::vector<NamespaceDeclaration> declarations;  ///< of Header
    bool xmlDeclaration = false;                     ///< of Header: one stood before it
    Violation violation = Violation::NotWellFormed;  ///< of Violation
    std::string detail;                              ///< of Violation, a sentence
    /// Octets since the stream began or was restarted, up to and with the event. Of a fatal violation: up to
    /// where it was noticed.
    std::uint64_t end = 0;
    std::size_t treeOctets = 0;  ///< of Element: the memory that it takes
};

}  // namespace xmppconf::xml
