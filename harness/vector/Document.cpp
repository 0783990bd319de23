#include "harness/vector/Document.h"

#include <tinyxml2.h>

#include <algorithm>

namespace xmppconf::vector {

namespace {

/// Hands every element what the source map knows about it; both go in document order.
class Binder final : public tinyxml2::XMLVisitor {
  public:
    explicit Binder(const std::vector<SourceMap::Element>& mapped) : mapped_(mapped) {}

    bool VisitEnter(const tinyxml2::XMLElement& element, const tinyxml2::XMLAttribute*) override {
        if (next_ == mapped_.size()) return false;
        // tinyxml2 offers this slot on the node itself and hands out visitors only const nodes
        const_cast<tinyxml2::XMLElement&>(element).SetUserData(
            const_cast<SourceMap::Element*>(&mapped_[next_++]));
        return true;
    }
    bool complete() const { return next_ == mapped_.size(); }

  private:
    const std::vector<SourceMap::Element>& mapped_;
    std::size_t next_ = 0;
};

}  // namespace

Document::Document(const Source& source) : source_(source), xml_(std::make_unique<tinyxml2::XMLDocument>()) {}

Document::~Document() = default;

std::unique_ptr<Document> Document::read(const Source& source, Mistakes& mistakes) {
    if (const auto& mistake = source.map().mistake()) {
        mistakes.at(source.placeAt(mistake->offset), mistake->sentence);
        return nullptr;
    }
    std::unique_ptr<Document> document(new Document(source));
    Binder binder(source.map().elements());
    if (document->xml_->Parse(source.text().data(), source.text().size()) != tinyxml2::XML_SUCCESS ||
        !document->xml_->Accept(&binder) || !binder.complete()) {
        mistakes.at({source.name(), std::max(1, document->xml_->ErrorLineNum()), 1},
                    "this XML is well-formed, but of a kind that vector files do not use");
        return nullptr;
    }
    return document;
}

Tag Document::root() const { return Tag(source_, *xml_->RootElement()); }

}  // namespace xmppconf::vector
