#include "tests/fuzz/Markup.h"

#include <expat.h>

#include <memory>
#include <string_view>
#include <type_traits>

#include "harness/xml/ExpatVersions.h"
#include "tests/fuzz/Input.h"

namespace xmppconf::fuzz {

namespace {

struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

void XMLCALL onElement(void* user, const XML_Char* element, const XML_Char** attributes) {
    auto& markup = *static_cast<Markup*>(user);
    markup.names.insert(element);
    for (; *attributes != nullptr; attributes += 2) {
        markup.names.insert(std::string(element) + "@" + attributes[0]);
        if (std::string_view(attributes[0]) == "href") markup.links.insert(attributes[1]);
    }
}

void leaveOut(std::string& page, std::string_view begin, std::string_view end) {
    const auto from = page.find(begin);
    if (from == page.npos) return;
    const auto inside = from + begin.size();
    page.erase(inside, page.find(end, inside) - inside);
}

}  // namespace

Markup markupOf(std::string page) {
    leaveOut(page, "<style>", "</style>");
    leaveOut(page, "<script>", "</script>");
    Markup markup;
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser(XML_ParserCreate("UTF-8"));
    XML_SetUserData(parser.get(), &markup);
    XML_SetStartElementHandler(parser.get(), onElement);
    const auto status = XML_Parse(parser.get(), page.data(), static_cast<int>(page.size()), XML_TRUE);
    if (status != XML_STATUS_OK)
        fail(std::string("the page is not well-formed: ") + XML_ErrorString(XML_GetErrorCode(parser.get())) +
             " in line " + std::to_string(xml::expat::line(parser.get())));
    return markup;
}

}  // namespace xmppconf::fuzz
