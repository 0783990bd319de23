#include "Page.h"

#include <expat.h>

#include "harness/xml/ExpatVersions.h"

namespace xmppconf::reports {

namespace {

void XMLCALL onPageElement(void* user, const XML_Char* name, const XML_Char** attributes) {
    auto& page = *static_cast<Page*>(user);
    ++page.elements[name];
    for (; *attributes != nullptr; attributes += 2) {
        page.attributes.insert(attributes[0]);
        if (std::string(attributes[0]) == "href") page.links.insert(attributes[1]);
        if (std::string(attributes[0]) == "id") page.ids.insert(attributes[1]);
    }
}

}  // namespace

std::string cutOut(std::string& page, const std::string& begin, const std::string& end) {
    const std::size_t from = page.find(begin) + begin.size();
    const std::size_t to = page.find(end, from);
    const std::string text = page.substr(from, to - from);
    page.erase(from, to - from);
    return text;
}

Page parsePage(std::string text) {
    cutOut(text, "<style>", "</style>");
    cutOut(text, "<script>", "</script>");
    Page page;
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &page);
    XML_SetStartElementHandler(parser, onPageElement);
    if (XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_ERROR) {
        page.error = std::string(XML_ErrorString(XML_GetErrorCode(parser))) + " in line " +
                     std::to_string(xml::expat::line(parser));
    }
    XML_ParserFree(parser);
    return page;
}

}  // namespace xmppconf::reports
