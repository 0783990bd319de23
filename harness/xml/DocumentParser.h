#pragma once

#include <expat.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "harness/xml/MemoryBudget.h"
#include "harness/xml/PrefixWatch.h"
#include "harness/xml/StreamEvent.h"
#include "harness/xml/StreamReader.h"
#include "harness/xml/TreeBuilder.h"

namespace xmppconf::xml {

/// One XML document under expat, which is suspended at every event, so that nothing behind it is read.
/// Wants octets without NUL and bad UTF-8. All offsets count from the beginning of the stream.
class DocumentParser {
  public:
    /// `start`: the offset at which the document begins.
    DocumentParser(const ReaderLimits& limits, std::uint64_t start);
    DocumentParser(const DocumentParser&) = delete;  // expat holds our address
    DocumentParser& operator=(const DocumentParser&) = delete;

    /// Reads on up to the next event or the end of the octets; only while not `suspended`.
    void parse(std::string_view octets);
    /// Reads on in the octets that the last event left.
    void resume();
    bool suspended() const { return suspended_; }

    /// Events in order, for the caller to take away.
    std::deque<StreamEvent>& events() { return events_; }
    /// The closing tag of the root was read; nothing more may be parsed.
    bool closed() const { return closed_; }
    /// A fatal violation was found; nothing more may be parsed.
    bool failed() const { return failed_; }

    /// Where the element (comment, …) at stream level began that is being read, or may begin.
    std::uint64_t itemStart() const { return itemStart_; }
    /// White space, and text already complained about, at stream level was read up to here.
    std::uint64_t skipped() const { return skipped_; }
    /// Where the token began that the octets parsed so far leave incomplete.
    std::uint64_t tokenStart() const;

  private:
    void onXmlDeclaration(const char* version, const char* encoding, bool standalone);
    void onNamespace(const char* prefix, const char* uri);
    void onStart(const char* name, const char** attributes);
    void onEnd();
    void onText(std::string_view octets);
    void onComment();
    void onInstruction();
    void onUnhandled(std::string_view octets);

    /// `begin` and `end`: where it stands.
    void textBetweenStanzas(std::string_view octets, std::uint64_t begin, std::uint64_t end);
    /// expat does not hand out the text right before a "]]>" that ends at `where`: complain about it first.
    void recoverText(std::uint64_t where);
    void examine(XML_Status status);
    void reportError(XML_Error error);
    /// Queues the event and suspends expat.
    void report(StreamEvent event);
    void minor(Violation violation, std::string_view what);
    void fatal(Violation violation, std::string detail);
    std::uint64_t tokenBegin() const;
    std::uint64_t tokenEnd() const;

    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };

    const ReaderLimits limits_;
    const std::uint64_t start_;
    MemoryBudget budget_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
    TreeBuilder builder_;
    PrefixWatch prefixes_;
    std::deque<StreamEvent> events_;
    std::vector<NamespaceDeclaration> declarations_;  ///< of the root
    std::size_t namespaces_ = 0;                      ///< declared by the tag being read
    std::size_t depth_ = 0;
    std::uint64_t itemStart_ = 0;
    std::uint64_t skipped_ = 0;
    bool xmlDeclaration_ = false;
    bool inText_ = false;  ///< the text at stream level that we are in was complained about
    bool suspended_ = false;
    bool closed_ = false;
    bool failed_ = false;
};

}  // namespace xmppconf::xml
