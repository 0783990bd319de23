#include "tests/faulty/server/Spelling.h"

#include <fmt/format.h>

namespace xmppconf::faulty {

namespace {

std::string escaped(std::string_view octets, std::string_view special) {
    std::string out;
    out.reserve(octets.size());
    for (const char each : octets) {
        if (special.find(each) == special.npos) {
            out += each;
            continue;
        }
        switch (each) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '\'':
                out += "&apos;";
                break;
            default:
                out += fmt::format("&#{};", static_cast<int>(each));
                break;
        }
    }
    return out;
}

class Speller {
  public:
    Speller(Scope scope, const Spelling& spelling) : scope_(std::move(scope)), spelling_(spelling) {}

    void spell(const Markup& element, bool root) {
        const Scope outer = scope_;
        const std::string name =
            element.prefix.empty() ? element.name : fmt::format("{}:{}", element.prefix, element.name);
        out += '<';
        out += name;
        if (root || spelling_.declaresPrefixes) declare(element.prefix, element.ns);
        for (const Markup::Attribute& each : element.attributes) attribute(each);
        if (element.content.empty()) {
            out += "/>";
        } else {
            out += '>';
            for (const Markup& each : element.content) {
                if (each.isText()) {
                    out += spelling_.text(each.text);
                } else {
                    spell(each, false);
                }
            }
            out += fmt::format("</{}>", name);
        }
        scope_ = outer;
    }

    std::string out;

  private:
    void declare(const std::string& prefix, const std::string& uri) {
        if (prefix == "xml") return;
        const auto known = scope_.find(prefix);
        if (known == scope_.end() ? prefix.empty() && uri.empty() : known->second == uri) return;
        scope_[prefix] = uri;
        out += fmt::format(" xmlns{}{}='{}'", prefix.empty() ? "" : ":", prefix, escapedAttribute(uri));
    }

    void attribute(const Markup::Attribute& each) {
        std::string prefix;
        if (each.ns == xml::kXmlNamespace) {
            prefix = "xml:";
        } else if (!each.ns.empty()) {
            std::string made;
            do {
                made = fmt::format("a{}", ++made_);
            } while (scope_.count(made) != 0);
            if (spelling_.declaresPrefixes)
                out += fmt::format(" xmlns:{}='{}'", made, escapedAttribute(each.ns));
            prefix = made + ":";
        }
        out += fmt::format(" {}{}='{}'", prefix, each.name, spelling_.attribute(each.value));
    }

    Scope scope_;
    const Spelling& spelling_;
    int made_ = 0;
};

}  // namespace

std::string escapedText(std::string_view text) { return escaped(text, "<>&\r"); }
std::string escapedAttribute(std::string_view value) { return escaped(value, "<>&'\r\n\t"); }

std::string spell(const Markup& element, const Scope& scope, const Spelling& spelling) {
    Speller speller(scope, spelling);
    speller.spell(element, true);
    return std::move(speller.out);
}

}  // namespace xmppconf::faulty
