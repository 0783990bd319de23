#include "tests/faulty/server/HeaderText.h"

namespace xmppconf::faulty {

std::string textOf(const Header& header) {
    std::string text = header.declaration ? "<?xml version='1.0'?><stream:stream" : "<stream:stream";
    const auto attribute = [&](std::string_view name, const std::string& value) {
        text += ' ';
        text += name;
        text += "='" + header.spelling.attribute(value) + "'";
    };
    attribute("xmlns", header.contentNs);
    attribute("xmlns:stream", header.streamNs);
    if (header.from) attribute("from", *header.from);
    if (header.to) attribute("to", *header.to);
    if (header.id) attribute("id", *header.id);
    if (header.version) attribute("version", *header.version);
    if (header.lang) attribute("xml:lang", *header.lang);
    return text + ">";
}

}  // namespace xmppconf::faulty
