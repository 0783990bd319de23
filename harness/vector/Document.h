#pragma once

#include <memory>

#include "harness/vector/Mistakes.h"
#include "harness/vector/Source.h"
#include "harness/vector/Tag.h"

namespace tinyxml2 {
class XMLDocument;
}

namespace xmppconf::vector {

/// A vector file as a tree of tags.
class Document {
  public:
    /// Null, and a mistake, if the file is not well-formed XML. The source must outlive the document.
    static std::unique_ptr<Document> read(const Source& source, Mistakes& mistakes);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    Tag root() const;

  private:
    explicit Document(const Source& source);

    const Source& source_;
    std::unique_ptr<tinyxml2::XMLDocument> xml_;
};

}  // namespace xmppconf::vector
