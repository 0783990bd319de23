#include "reports/html/HtmlPage.h"

#include <Poco/Crypto/DigestEngine.h>
#include <fmt/format.h>

#include "harness/sasl/Base64.h"
#include "reports/html/HtmlAssets.h"
#include "reports/text/Escape.h"

namespace xmppconf::reports {

namespace {

constexpr std::size_t kTitle = 300;

/// The hash of an inline style or script, as a content security policy wants it.
std::string hashOf(std::string_view text) {
    Poco::Crypto::DigestEngine engine("SHA256");
    engine.update(text.data(), text.size());
    const auto& digest = engine.digest();
    return "'sha256-" + sasl::encodeBase64(std::string(digest.begin(), digest.end())) + "'";
}

}  // namespace

std::string pageBegin(std::string_view title) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src "
        "{}; base-uri 'none'; form-action 'none'\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{}</title>\n"
        "<style>{}</style></head>\n<body><main>\n",
        hashOf(htmlStyle()), hashOf(htmlScript()), html(title, kTitle).text, htmlStyle());
}

std::string pageEnd() { return fmt::format("</main>\n<script>{}</script></body></html>\n", htmlScript()); }

}  // namespace xmppconf::reports
