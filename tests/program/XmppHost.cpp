#include "tests/program/XmppHost.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/sasl/Base64.h"

namespace xmppconf::test::host {

namespace {

constexpr std::string_view kSasl = "urn:ietf:params:xml:ns:xmpp-sasl";
constexpr std::string_view kBind = "urn:ietf:params:xml:ns:xmpp-bind";

/// The text of the element that ends `octets`, out of Base64; a lone = and an empty element are empty.
std::string decodedText(const std::string& octets) {
    if (octets.ends_with("/>")) return {};
    const auto end = octets.rfind("</");
    const auto begin = octets.rfind('>', end) + 1;
    const std::string text = octets.substr(begin, end - begin);
    return text == "=" ? std::string() : sasl::decodeBase64(text).value_or("");
}

/// Up to the text; a client that says goodbye instead gets its answer.
void awaitOrPart(Line& line, std::string_view text) {
    constexpr std::string_view kGoodbye = "</stream:stream>";
    if (!line.await({text, kGoodbye}).ends_with(kGoodbye)) return;
    line.send(kGoodbye);
    line.drain();
    throw Line::Over();
}

/// From the tag's name to the end of the element.
std::string element(Line& line, std::string_view name) {
    awaitOrPart(line, fmt::format("<{}", name));
    std::string all = line.await(">");
    if (!all.ends_with("/>")) all += line.await(fmt::format("</{}>", name));
    return all;
}

}  // namespace

std::string mechanisms(std::string_view names) {
    std::string list;
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(' '));
        list += fmt::format("<mechanism>{}</mechanism>", name);
        names.remove_prefix(std::min(name.size() + 1, names.size()));
    }
    return fmt::format("<stream:features><mechanisms xmlns='{}'>{}</mechanisms></stream:features>", kSasl,
                       list);
}

void header(Line& line) {
    awaitOrPart(line, "<stream:stream");
    line.await(">");
    line.send(kHeader);
}

void greet(Line& line, std::string_view names) {
    header(line);
    line.send(mechanisms(names));
}

Choice choice(Line& line) {
    const std::string auth = element(line, "auth");
    constexpr std::string_view kAttribute = "mechanism='";
    const auto attribute = auth.find(kAttribute);
    if (attribute == std::string::npos) return {"", decodedText(auth)};
    const auto begin = attribute + kAttribute.size();
    return {auth.substr(begin, auth.find('\'', begin) - begin), decodedText(auth)};
}

std::string auth(Line& line) { return choice(line).message; }

std::string response(Line& line) { return decodedText(element(line, "response")); }

void challenge(Line& line, std::string_view message) {
    line.send(fmt::format("<challenge xmlns='{}'>{}</challenge>", kSasl, sasl::encodeBase64(message)));
}

void success(Line& line, std::string_view final) {
    line.send(fmt::format("<success xmlns='{}'>{}</success>", kSasl, sasl::encodeBase64(final)));
}

std::string authenticate(Line& line) {
    const std::string message = auth(line);  // authzid NUL user NUL password
    const auto begin = message.find('\0') + 1;
    success(line);
    return message.substr(begin, message.find('\0', begin) - begin);
}

std::string awaitBind(Line& line, std::string_view beside) {
    header(line);
    line.send(fmt::format("<stream:features><bind xmlns='{}'/>{}</stream:features>", kBind, beside));
    const std::string request = element(line, "iq");
    const auto begin = request.find("id='") + 4;
    return request.substr(begin, request.find('\'', begin) - begin);
}

void answerBind(Line& line, std::string_view id, std::string_view jid) {
    line.send(
        fmt::format("<iq type='result' id='{}'><bind xmlns='{}'><jid>{}</jid></bind></iq>", id, kBind, jid));
}

void bound(Line& line, std::string_view jid) { answerBind(line, awaitBind(line), jid); }

void login(Line& line) {
    greet(line, "PLAIN");
    const std::string user = authenticate(line);
    bound(line, fmt::format("{}@conf.test/{}", user, line.number()));
}

std::string request(Line& line) {
    for (;;) {
        std::string request = element(line, "iq");
        const auto own = std::find_if(kOwnRequests.begin(), kOwnRequests.end(), [&](std::string_view id) {
            return request.find(fmt::format("id='{}'", id)) != std::string::npos;
        });
        if (own == kOwnRequests.end()) return request;
        line.send(fmt::format("<iq type='result' id='{}'/>", *own));
    }
}

void farewell(Line& line) {
    for (;;) request(line);
}

void serve(Line& line) {
    login(line);
    farewell(line);
}

}  // namespace xmppconf::test::host
