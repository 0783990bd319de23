#include "harness/xml/DocumentParser.h"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <utility>

#include "harness/xml/ExpatVersions.h"
#include "harness/xml/OctetScan.h"
#include "harness/xml/QualifiedName.h"

namespace xmppconf::xml {

namespace {

/// What expat may allocate: enough for one token of the largest size in its buffers while they double.
std::size_t budgetFor(const ReaderLimits& limits) { return 1024 * 1024 + 16 * limits.elementOctets; }
/// What one element may take in memory: many empty elements take far more than their octets.
std::size_t treeLimitFor(const ReaderLimits& limits) { return 64 * 1024 + 4 * limits.elementOctets; }

std::string_view viewOf(const char* octets, int length) { return {octets, static_cast<std::size_t>(length)}; }

}  // namespace

DocumentParser::DocumentParser(const ReaderLimits& limits, std::uint64_t start)
    : limits_(limits), start_(start), budget_(budgetFor(limits)), itemStart_(start), skipped_(start) {
    const MemoryBudget::Charge charge(budget_);
    const char separator[] = {kNameSeparator, '\0'};
    // Naming the encoding here makes expat ignore what the document names: it is read as UTF-8 in any case.
    parser_.reset(XML_ParserCreate_MM("UTF-8", &MemoryBudget::suite(), separator));
    XML_Parser const parser = parser_.get();
    if (!parser) return;
    XML_SetUserData(parser, this);
    XML_SetReturnNSTriplet(parser, 1);
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
    expat::disableReparseDeferral(parser);
    XML_SetXmlDeclHandler(parser, [](void* user, const char* version, const char* encoding, int standalone) {
        static_cast<DocumentParser*>(user)->onXmlDeclaration(version, encoding, standalone != -1);
    });
    XML_SetNamespaceDeclHandler(
        parser,
        [](void* user, const char* prefix, const char* uri) {
            static_cast<DocumentParser*>(user)->onNamespace(prefix, uri);
        },
        [](void* user, const char* prefix) {
            static_cast<DocumentParser*>(user)->prefixes_.ended(prefix ? prefix : "");
        });
    XML_SetElementHandler(
        parser,
        [](void* user, const char* name, const char** attributes) {
            static_cast<DocumentParser*>(user)->onStart(name, attributes);
        },
        [](void* user, const char*) { static_cast<DocumentParser*>(user)->onEnd(); });
    XML_SetCharacterDataHandler(parser, [](void* user, const char* octets, int length) {
        static_cast<DocumentParser*>(user)->onText(viewOf(octets, length));
    });
    XML_SetCommentHandler(parser,
                          [](void* user, const char*) { static_cast<DocumentParser*>(user)->onComment(); });
    XML_SetProcessingInstructionHandler(parser, [](void* user, const char*, const char*) {
        static_cast<DocumentParser*>(user)->onInstruction();
    });
    XML_SetDefaultHandler(parser, [](void* user, const char* octets, int length) {
        static_cast<DocumentParser*>(user)->onUnhandled(viewOf(octets, length));
    });
}

void DocumentParser::parse(std::string_view octets) {
    if (!parser_) {
        fatal(Violation::TooLarge, "there is no memory to read the stream with");
        return;
    }
    const MemoryBudget::Charge charge(budget_);
    examine(XML_Parse(parser_.get(), octets.data(), static_cast<int>(octets.size()), XML_FALSE));
}

void DocumentParser::resume() {
    const MemoryBudget::Charge charge(budget_);
    examine(XML_ResumeParser(parser_.get()));
}

void DocumentParser::examine(XML_Status status) {
    suspended_ = status == XML_STATUS_SUSPENDED;
    if (status == XML_STATUS_ERROR && !failed_) reportError(XML_GetErrorCode(parser_.get()));
}

void DocumentParser::reportError(XML_Error error) {
    const std::uint64_t where = std::max(tokenBegin(), itemStart_);
    switch (error) {
        case XML_ERROR_NO_MEMORY:
            fatal(
                Violation::TooLarge,
                fmt::format(
                    "the memory to read the stream with exceeds xmppconf's limit of {} octets, at offset {}",
                    budget_.limit(), where));
            break;
        case XML_ERROR_UNDEFINED_ENTITY:
            fatal(Violation::EntityReference,
                  fmt::format("a reference to an entity that XML does not predefine, at offset {}", where));
            break;
        case XML_ERROR_UNBOUND_PREFIX:
            fatal(Violation::UndeclaredPrefix,
                  fmt::format("a tag uses a namespace prefix that is not declared, at offset {}", where));
            break;
        default:
            recoverText(where);
            fatal(Violation::NotWellFormed,
                  fmt::format("not well-formed at offset {}: {}", where, XML_ErrorString(error)));
            break;
    }
}

std::uint64_t DocumentParser::tokenBegin() const {
    return start_ + (parser_ ? expat::tokenIndex(parser_.get()) : 0);
}

std::uint64_t DocumentParser::tokenEnd() const { return tokenBegin() + expat::tokenLength(parser_.get()); }

std::uint64_t DocumentParser::tokenStart() const { return tokenBegin(); }

void DocumentParser::report(StreamEvent event) {
    if (depth_ <= 1) {
        itemStart_ = event.end;
        inText_ = false;
    }
    events_.push_back(std::move(event));
    XML_StopParser(parser_.get(), XML_TRUE);
}

void DocumentParser::minor(Violation violation, std::string_view what) {
    if (failed_) return;
    StreamEvent event{StreamEvent::Kind::Violation, nullptr, {}, false, violation, {}, tokenEnd()};
    event.detail = fmt::format("{} at offset {}", what, tokenBegin());
    report(std::move(event));
}

void DocumentParser::fatal(Violation violation, std::string detail) {
    if (failed_) return;
    failed_ = true;
    events_.push_back(
        {StreamEvent::Kind::Violation, nullptr, {}, false, violation, std::move(detail), tokenBegin()});
    if (parser_) XML_StopParser(parser_.get(), XML_FALSE);
}

void DocumentParser::onXmlDeclaration(const char* version, const char* encoding, bool standalone) {
    xmlDeclaration_ = true;
    // expat takes any version; XMPP is XML 1.0 (RFC 6120 4.2 and 11).
    if (version && std::string_view(version) != "1.0") {
        fatal(Violation::NotWellFormed,
              fmt::format("the XML declaration at offset {} is not for XML 1.0", tokenBegin()));
    } else if (encoding && strcasecmp(encoding, "UTF-8") != 0) {
        minor(Violation::OtherEncoding,
              fmt::format("an XML declaration that names the encoding {:.40}", encoding));
    } else if (standalone) {
        minor(Violation::Standalone, "an XML declaration that says standalone");
    }
}

void DocumentParser::onNamespace(const char* prefix, const char* uri) {
    if (++namespaces_ > limits_.attributes) {
        fatal(Violation::TooLarge,
              fmt::format("namespace declarations exceed xmppconf's limit of {}, in the tag at offset {}",
                          limits_.attributes, tokenBegin()));
    } else {
        prefixes_.declared(prefix ? prefix : "", uri ? uri : "", depth_ + 1);
        if (depth_ == 0) declarations_.push_back({prefix ? prefix : "", uri ? uri : ""});
    }
}

void DocumentParser::onStart(const char* name, const char** attributes) {
    if (failed_) return;
    namespaces_ = 0;
    const auto count = static_cast<std::size_t>(XML_GetSpecifiedAttributeCount(parser_.get())) / 2;
    if (count > limits_.attributes) {
        fatal(Violation::TooLarge,
              fmt::format("attributes exceed xmppconf's limit of {}, in the tag at offset {}",
                          limits_.attributes, tokenBegin()));
        return;
    }
    if (++depth_ > limits_.depth) {
        fatal(Violation::TooLarge,
              fmt::format("the depth of elements exceeds xmppconf's limit of {}, at offset {}", limits_.depth,
                          tokenBegin()));
        return;
    }
    builder_.start(name, attributes, count);
    if (depth_ == 1) {
        StreamEvent event{StreamEvent::Kind::Header,
                          builder_.end(),
                          std::move(declarations_),
                          xmlDeclaration_,
                          Violation::NotWellFormed,
                          {},
                          tokenEnd()};
        report(std::move(event));
    } else if (builder_.octets() > treeLimitFor(limits_)) {
        fatal(Violation::TooLarge,
              fmt::format("the memory for an element exceeds xmppconf's limit of {} octets, at offset {}",
                          treeLimitFor(limits_), tokenBegin()));
    } else if (const auto breach = prefixes_.start(name, attributes, count, depth_)) {
        minor(*breach, *breach == Violation::ContentPrefix
                           ? "a stanza that is written with a prefix"
                           : "a tag with a prefix that only the stream header declares");
    }
}

void DocumentParser::onEnd() {
    if (failed_) return;
    --depth_;
    const std::size_t treeOctets = builder_.octets();
    if (depth_ == 0) {
        closed_ = true;
        report({StreamEvent::Kind::Closed, nullptr, {}, false, Violation::NotWellFormed, {}, tokenEnd()});
    } else if (ElementPtr element = builder_.end()) {
        report({StreamEvent::Kind::Element,
                std::move(element),
                {},
                false,
                Violation::NotWellFormed,
                {},
                tokenEnd(),
                treeOctets});
    }
}

void DocumentParser::onText(std::string_view octets) {
    if (failed_) return;
    if (depth_ > 1) {
        builder_.text(octets);
        return;
    }
    textBetweenStanzas(octets, tokenBegin(), tokenEnd());
}

void DocumentParser::textBetweenStanzas(std::string_view octets, std::uint64_t begin, std::uint64_t end) {
    itemStart_ = end;
    const auto visible = octets.find_first_not_of(kWhiteSpace);
    if (inText_ || visible == std::string_view::npos) {
        skipped_ = end;
        return;
    }
    // However the text arrives in pieces, the event ends behind its first character; a reference is one
    // piece.
    const bool literal = end - begin == octets.size();
    std::size_t length = visible + 1;
    while (length < octets.size() && (octets[length] & 0xC0) == 0x80) ++length;
    StreamEvent event{StreamEvent::Kind::Violation,  nullptr, {}, false, Violation::TextBetweenStanzas, {},
                      literal ? begin + length : end};
    event.detail = fmt::format("text other than white space between stanzas at offset {}",
                               begin + (literal ? visible : 0));
    report(std::move(event));
    itemStart_ = end;
    inText_ = true;
}

void DocumentParser::recoverText(std::uint64_t where) {
    constexpr std::string_view kBreach = "]]";
    std::string_view octets = expat::before(parser_.get());
    const std::uint64_t length = where - itemStart_;
    if (depth_ != 1 || length > octets.size()) return;
    octets.remove_prefix(octets.size() - static_cast<std::size_t>(length));
    if (!octets.ends_with(kBreach)) return;
    octets.remove_suffix(kBreach.size());
    const auto section = octets.rfind("]]>");  // of CDATA: in text it would have been the first error
    if (section != std::string_view::npos) octets.remove_prefix(section + kBreach.size() + 1);
    if (octets.find_first_of("<&") != std::string_view::npos) return;
    const std::uint64_t end = where - kBreach.size();
    textBetweenStanzas(octets, end - octets.size(), end);
}

void DocumentParser::onComment() { minor(Violation::Comment, "a comment"); }

void DocumentParser::onInstruction() { minor(Violation::ProcessingInstruction, "a processing instruction"); }

void DocumentParser::onUnhandled(std::string_view octets) {
    if (depth_ == 0 && octets.starts_with("<!DOCTYPE")) {
        fatal(Violation::Doctype, fmt::format("a document type declaration at offset {}", tokenBegin()));
    }
}

}  // namespace xmppconf::xml
