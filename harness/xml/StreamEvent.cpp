#include "harness/xml/StreamEvent.h"

namespace xmppconf::xml {

std::string_view nameOf(Violation violation) {
    switch (violation) {
        case Violation::Comment:
            return "comment";
        case Violation::ProcessingInstruction:
            return "processing-instruction";
        case Violation::Doctype:
            return "doctype";
        case Violation::EntityReference:
            return "entity-reference";
        case Violation::UndeclaredPrefix:
            return "undeclared-prefix";
        case Violation::BadUtf8:
            return "bad-utf-8";
        case Violation::OtherEncoding:
            return "other-encoding";
        case Violation::NotWellFormed:
            return "not-well-formed";
        case Violation::TextBetweenStanzas:
            return "text-between-stanzas";
        case Violation::Standalone:
            return "standalone";
        case Violation::ByteOrderMark:
            return "byte-order-mark";
        case Violation::ContentPrefix:
            return "content-prefix";
        case Violation::HeaderPrefix:
            return "header-prefix";
        case Violation::TooLarge:
            return "too-large";
    }
    return "unknown";
}

bool isFatal(Violation violation) {
    switch (violation) {
        case Violation::Comment:
        case Violation::ProcessingInstruction:
        case Violation::OtherEncoding:
        case Violation::TextBetweenStanzas:
        case Violation::Standalone:
        case Violation::ContentPrefix:
        case Violation::HeaderPrefix:
            return false;
        default:
            return true;
    }
}

}  // namespace xmppconf::xml
