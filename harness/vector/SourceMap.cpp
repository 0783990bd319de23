#include "harness/vector/SourceMap.h"

#include <Poco/String.h>
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "harness/xml/ExpatVersions.h"

namespace xmppconf::vector {

namespace {

constexpr char kSeparator = '\n';     // cannot stand in a namespace name: attribute values are normalised
constexpr std::size_t kDeepest = 90;  // tinyxml2 ends at 100

std::string sentenceFor(XML_Error error) {
    switch (error) {
        case XML_ERROR_UNBOUND_PREFIX:
            return "this uses a prefix that is not declared";
        case XML_ERROR_NO_ELEMENTS:
            return "the file holds no element";
        case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
            return "a file has one root element, and something follows it here";
        case XML_ERROR_UNDEFINED_ENTITY:
            return "unknown entity; only &lt; &gt; &amp; &apos; &quot; and numbers may be used";
        case XML_ERROR_TAG_MISMATCH:
            return "this closing tag does not fit the element that is open";
        case XML_ERROR_DUPLICATE_ATTRIBUTE:
            return "the same attribute stands twice in this tag";
        case XML_ERROR_UNCLOSED_TOKEN:
            return "this is not closed before the file ends";
        case XML_ERROR_UNCLOSED_CDATA_SECTION:
            return "this CDATA section is not closed before the file ends";
        case XML_ERROR_INVALID_TOKEN:
            return "not well-formed XML: this cannot stand here";
        default:
            return fmt::format("not well-formed XML: {}", XML_ErrorString(error));
    }
}

}  // namespace

/// The callbacks of one pass.
class SourceMap::Builder {
  public:
    Builder(SourceMap& map, std::string_view text)
        : map_(map), text_(text), parser_(XML_ParserCreateNS("UTF-8", kSeparator)) {
        XML_SetUserData(parser_, this);
        XML_SetElementHandler(
            parser_,
            [](void* self, const char* name, const char** attributes) {
                static_cast<Builder*>(self)->start(name, attributes);
            },
            [](void* self, const char*) { static_cast<Builder*>(self)->end(); });
        XML_SetStartDoctypeDeclHandler(parser_, [](void* self, const char*, const char*, const char*, int) {
            static_cast<Builder*>(self)->doctype();
        });
        XML_SetXmlDeclHandler(parser_, [](void* self, const char*, const char* encoding, int) {
            static_cast<Builder*>(self)->encoding(encoding);
        });
        XML_SetProcessingInstructionHandler(parser_, [](void* self, const char*, const char*) {
            static_cast<Builder*>(self)->instruction();
        });
        XML_SetCommentHandler(parser_,
                              [](void* self, const char*) { static_cast<Builder*>(self)->atHead_ = false; });
    }
    ~Builder() { XML_ParserFree(parser_); }
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;

    void run() {
        if (text_.size() > std::numeric_limits<int>::max() / 2)
            return refuse("the file is larger than 1 GiB");
        if (XML_Parse(parser_, text_.data(), static_cast<int>(text_.size()), XML_TRUE) == XML_STATUS_OK)
            return;
        if (!map_.mistake_) map_.mistake_ = {offset(), sentenceFor(XML_GetErrorCode(parser_))};
    }

  private:
    std::size_t offset() const { return static_cast<std::size_t>(xml::expat::tokenIndex(parser_)); }

    void refuse(std::string sentence) {
        if (!map_.mistake_) map_.mistake_ = {offset(), std::move(sentence)};
        XML_StopParser(parser_, XML_FALSE);
    }

    Name name(std::string_view expanded) {
        const auto split = expanded.find(kSeparator);
        if (split == std::string_view::npos) return {{}, std::string(expanded)};
        const auto ns = expanded.substr(0, split);
        auto known = map_.namespaces_->find(ns);
        if (known == map_.namespaces_->end()) known = map_.namespaces_->emplace(ns).first;
        return {*known, std::string(expanded.substr(split + 1))};
    }

    void start(const char* written, const char** attributes) {
        atHead_ = false;
        if (open_.size() >= kDeepest)
            return refuse(fmt::format("elements are nested deeper than {}", kDeepest));
        open_.push_back(map_.elements_.size());
        Element& element = map_.elements_.emplace_back();
        element.begin = offset();
        element.end = element.begin + static_cast<std::size_t>(xml::expat::tokenLength(parser_));
        element.name = name(written);
        for (; *attributes; attributes += 2) element.attributes.push_back(name(*attributes));
    }

    void end() {
        Element& element = map_.elements_[open_.back()];
        open_.pop_back();
        // of an empty-element tag expat reports the end behind it, with no octets of its own
        element.end =
            std::max(element.end, offset() + static_cast<std::size_t>(xml::expat::tokenLength(parser_)));
    }

    void encoding(const char* named) {
        if (named && Poco::icompare(std::string(named), "UTF-8") != 0)
            refuse("vector files are written in UTF-8");
    }

    void doctype() {
        refuse("a document type declaration has no place in a vector file");
        map_.mistake_->offset = text_.rfind("<!DOCTYPE", map_.mistake_->offset);  // expat calls at its end
    }

    void instruction() {
        if (!atHead_) refuse("a processing instruction stands at the head of a vector file or nowhere");
    }

    SourceMap& map_;
    std::string_view text_;
    XML_Parser parser_;
    std::vector<std::size_t> open_;
    bool atHead_ = true;
};

SourceMap SourceMap::of(std::string_view text) {
    SourceMap map;
    Builder(map, text).run();
    return map;
}

const SourceMap::Element* SourceMap::elementAt(std::size_t begin) const {
    const auto found =
        std::lower_bound(elements_.begin(), elements_.end(), begin,
                         [](const Element& element, std::size_t wanted) { return element.begin < wanted; });
    return found != elements_.end() && found->begin == begin ? &*found : nullptr;
}

}  // namespace xmppconf::vector
