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
        case Violation::TooLarge:
            return "too-large";
    }
    return "unknown";
}

}  // namespace xmppconf::xml
