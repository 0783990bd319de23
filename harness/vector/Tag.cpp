#include "harness/vector/Tag.h"

#include <tinyxml2.h>

namespace xmppconf::vector {

const SourceMap::Element& Tag::mapped() const {
    return *static_cast<const SourceMap::Element*>(element_->GetUserData());
}

std::string_view Tag::ns() const { return mapped().name.ns; }

std::string_view Tag::name() const { return mapped().name.local; }

std::string_view Tag::written() const { return element_->Name(); }

Place Tag::place() const { return source_->placeAt(mapped().begin); }

std::string_view Tag::asWritten() const {
    return std::string_view(source_->text()).substr(mapped().begin, mapped().end - mapped().begin);
}

std::vector<TagAttribute> Tag::attributes() const {
    const auto& names = mapped().attributes;
    std::vector<TagAttribute> result;
    result.reserve(names.size());
    for (const auto* attribute = element_->FirstAttribute(); attribute; attribute = attribute->Next()) {
        const std::string_view written = attribute->Name();
        if (written == "xmlns" || written.starts_with("xmlns:")) continue;
        const auto& name = names[result.size()];
        result.push_back({name.ns, name.local, written, attribute->Value()});
    }
    return result;
}

std::vector<TagChild> Tag::children() const {
    std::vector<TagChild> result;
    for (const auto* node = element_->FirstChild(); node; node = node->NextSibling()) {
        if (const auto* element = node->ToElement()) {
            result.push_back({Tag(*source_, *element), {}});
        } else if (const auto* text = node->ToText()) {
            result.push_back({std::nullopt, text->Value()});
        }
    }
    return result;
}

}  // namespace xmppconf::vector
