#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

/// The client's header counts only when this holds; otherwise `instead` happens.
template <class Right, class Instead>
auto unless(Right right, Instead instead) {
    return [=](Conduct& c) {
        c.onClientHeader.push_back([=](Stream& stream, const xml::StreamEvent& header) {
            if (right(stream, header)) return false;
            instead(stream);
            return true;
        });
    };
}

auto error(std::string condition) {
    return [=](Stream& stream) { stream.streamError(condition); };
}

bool hasUsualPrefix(Stream&, const xml::StreamEvent& header) { return header.element->prefix == "stream"; }

/// The language of the answer to a header that names one.
template <class Change>
auto inLanguage(Change change) {
    return [=](Conduct& c) {
        c.onHeader.push_back([=](Stream& stream, Header& header) {
            const std::string language = stream.clientAttribute("lang", xml::kXmlNamespace);
            if (!language.empty()) header.lang = change(language);
        });
    };
}

/// An attribute of the client's header that holds markup comes back as it was meant.
auto echoes(std::string_view name, std::string_view ns, std::optional<std::string> Header::*into) {
    return [=](Conduct& c) {
        c.onHeader.push_back([=](Stream& stream, Header& header) {
            const std::string value = stream.clientAttribute(name, ns);
            if (value.find('<') == value.npos) return;
            header.*into = value;
            header.spelling.attribute = unescaped;
        });
    };
}

/// Octets that come while a header is awaited.
template <class Change>
auto beforeHeader(Change change) {
    return [=](Conduct& c) {
        c.onRead.push_back([=](Stream& stream, std::string& octets) {
            if (stream.awaitsHeader()) change(stream, octets);
        });
    };
}

/// The header declares other namespaces, and all that follows has them by its prefixes.
auto inWholeStream(std::string_view streams, std::string_view content) {
    return [=](Conduct& c) {
        c.onHeader.push_back([=](Stream&, Header& header) {
            header.streamNs = streams;
            header.contentNs = content;
        });
        c.onSend.push_back([=](Stream&, Outgoing& outgoing) {
            moveInto(outgoing.element, ns::streams, streams);
            moveInto(outgoing.element, ns::client, content);
        });
    };
}

/// The octets of the server's header are changed.
template <class Change>
auto onHeaderText(Change change) {
    return [=](Conduct& c) {
        c.onWrite.push_back([=](Stream&, std::string& octets) {
            if (isHeader(octets)) change(octets);
        });
    };
}

bool isWholeHeader(const std::string& octets) {
    return octets.find("stream ") != octets.npos && octets.back() == '>';
}

}  // namespace

std::span<const Fault> headerFaults() {
    static const std::vector<Fault> faults = {
        {"header-without-id", inHeader([](Header& header) { header.id.reset(); })},
        {"header-empty-id", inHeader([](Header& header) { header.id = ""; })},
        {"header-constant-id", inHeader([](Header& header) { header.id = "1"; })},
        {"header-echoes-client-id",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (const std::string id = stream.clientAttribute("id"); !id.empty()) header.id = id;
             });
         }},
        {"header-without-from", inHeader([](Header& header) { header.from.reset(); })},
        {"header-from-is-account", inHeader([](Header& header) { header.from = "root@" + *header.from; })},
        {"header-from-demanded",
         unless([](Stream& stream, const auto&) { return !stream.clientAttribute("from").empty(); },
                error("improper-addressing"))},
        {"header-with-id-refused",
         unless([](Stream& stream, const auto&) { return stream.clientAttribute("id").empty(); },
                error("bad-format"))},
        {"unknown-language-refused",
         unless(
             [](Stream& stream, const auto&) {
                 return !stream.clientAttribute("lang", xml::kXmlNamespace).starts_with("x-");
             },
             error("bad-format"))},
        {"login-with-from-refused",
         unless([](Stream& stream,
                   const auto&) { return !stream.authenticated() || stream.clientAttribute("from").empty(); },
                error("invalid-from"))},
        {"minor-version-after-sasl-refused", unless(
                                                 [](Stream& stream, const auto&) {
                                                     return !stream.authenticated() ||
                                                            stream.clientAttribute("version") == "1.0";
                                                 },
                                                 error("unsupported-version"))},
        {"header-to-without-from", inHeader([](Header& header) {
             if (!header.to) header.to = "nobody@" + header.from.value_or("");
         })},
        {"header-without-to", inHeader([](Header& header) { header.to.reset(); })},
        {"header-to-unescaped", inHeader([](Header& header) { header.spelling.attribute = unescaped; })},
        {"header-from-echoed-unescaped", echoes("to", {}, &Header::from)},
        {"header-lang-unescaped", echoes("lang", xml::kXmlNamespace, &Header::lang)},
        {"header-version-unescaped", echoes("version", {}, &Header::version)},
        {"header-without-version", inHeader([](Header& header) { header.version.reset(); })},
        {"header-version-2.0", inHeader([](Header& header) { header.version = "2.0"; })},
        {"version-compared-as-text",
         unless([](Stream& stream, const auto&) { return stream.clientAttribute("version") == "1.0"; },
                error("unsupported-version"))},
        {"version-echoed",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (header.version) header.version = stream.clientAttribute("version");
             });
         }},
        {"version-for-0.9", inHeader([](Header& header) { header.version = "1.0"; })},
        {"header-without-lang", inHeader([](Header& header) { header.lang.reset(); })},
        {"header-bad-lang", inHeader([](Header& header) { header.lang = "English, please"; })},
        {"header-lang-echoed", inLanguage([](const std::string& clients) { return clients; })},
        {"header-lang-changed", inLanguage([](const std::string&) { return "tlh"; })},
        {"header-wrong-namespace", inWholeStream("http://etherx.example/streams", ns::client)},
        {"header-content-jabber-server", inWholeStream(ns::streams, ns::server)},
        {"header-twice", onHeaderText([](std::string& octets) { octets += octets; })},
        {"header-document-type", onHeaderText([](std::string& octets) {
             octets.insert(octets.find("<stream:stream"), "<!DOCTYPE stream:stream>");
         })},
        {"header-without-declaration", inHeader([](Header& header) { header.declaration = false; })},
        {"declaration-demanded",
         unless([](Stream&, const xml::StreamEvent& header) { return header.xmlDeclaration; },
                error("not-well-formed"))},
        {"encoding-name-refused", beforeHeader([](Stream& stream, std::string& octets) {
             if (octets.find("encoding=") == octets.npos) return;
             octets.clear();
             stream.streamError("unsupported-encoding");
         })},
        {"byte-order-mark-skipped", beforeHeader([](Stream&, std::string& octets) {
             if (octets.starts_with("\xef\xbb\xbf")) octets.erase(0, 3);
         })},
        {"header-double-quotes-ignored", beforeHeader([](Stream& stream, const std::string& octets) {
             if (octets.find("=\"") != octets.npos) stream.goDeaf();
         })},
        {"header-line-end-ignored", beforeHeader([](Stream& stream, const std::string& octets) {
             if (octets.find("stream:stream\n") != octets.npos) stream.goDeaf();
         })},
        {"header-in-pieces-refused", beforeHeader([](Stream& stream, std::string& octets) {
             if (isWholeHeader(octets)) return;
             octets.clear();
             stream.streamError("not-well-formed");
         })},
        {"header-last-octet-waits", beforeHeader([](Stream& stream, std::string& octets) {
             octets.insert(0, stream.notes["held back"]);
             stream.notes["held back"].clear();
             if (octets.size() == 1) std::swap(stream.notes["held back"], octets);
         })},
        {"other-prefix-ignored", unless(hasUsualPrefix, [](Stream& stream) { stream.sendHeader(); })},
        {"other-prefix-wrong-condition", unless(hasUsualPrefix, error("remote-connection-failed"))},
    };
    return faults;
}

}  // namespace xmppconf::faulty
