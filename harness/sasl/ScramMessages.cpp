#include "harness/sasl/ScramMessages.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/sasl/Base64.h"
#include "harness/sasl/Charset.h"

namespace xmppconf::sasl {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isPrintable(char c) { return c >= 0x21 && c <= 0x7e && c != ','; }

/// Takes attributes off the front of a message, one after the other.
class Reader {
  public:
    explicit Reader(std::string_view message) : rest_(message) {}

    bool atEnd() const { return ended_; }

    /// The text up to the next comma.
    std::string_view next() {
        const std::size_t comma = rest_.find(',');
        const std::string_view attribute = rest_.substr(0, comma);
        ended_ = comma == std::string_view::npos;
        rest_.remove_prefix(ended_ ? rest_.size() : comma + 1);
        return attribute;
    }

    /// The value of the next attribute when it has that letter.
    std::optional<std::string_view> value(char letter) {
        if (ended_) return std::nullopt;
        const std::string_view attribute = next();
        if (attribute.size() < 2 || attribute[0] != letter || attribute[1] != '=') return std::nullopt;
        return attribute.substr(2);
    }

  private:
    std::string_view rest_;
    bool ended_ = false;
};

Result<void> checkSize(std::string_view name, std::string_view message) {
    if (message.empty()) return Failure{fmt::format("the {} is empty", name)};
    if (message.size() > longestScramMessage)
        return Failure{fmt::format("the {} is longer than {} octets", name, longestScramMessage)};
    if (!isUtf8(message)) return Failure{fmt::format("the {} is not UTF-8", name)};
    if (message.find('\0') != std::string_view::npos)
        return Failure{fmt::format("the {} holds a NUL character", name)};
    return {};
}

/// What is left over are extensions: optional ones are ignored, but must have their form, and no attribute
/// that this message has given already (`used`) may come again.
Result<void> checkExtensions(Reader& reader, std::string_view name, std::string_view used) {
    while (!reader.atEnd()) {
        const std::string_view attribute = reader.next();
        if (attribute.size() < 2 || !isLetter(attribute[0]) || attribute[1] != '=')
            return Failure{fmt::format("the {} has an extension that is not of the form letter=value", name)};
        const char letter = attribute[0];
        if (letter == 'm')
            return Failure{fmt::format("the {} demands an extension with m=, and none is known", name)};
        if (used.find(letter) != std::string_view::npos)
            return Failure{fmt::format("the {} has {}= where only extensions may stand", name, letter)};
        if (attribute.size() == 2)
            return Failure{fmt::format("the extension {}= of the {} has no value", letter, name)};
    }
    return {};
}

}  // namespace

Result<ServerFirst> parseServerFirst(std::string_view message, std::string_view clientNonce) {
    constexpr std::string_view name = "server-first-message";
    if (const auto size = checkSize(name, message); !size) return Failure{size.error()};
    if (message.starts_with("m="))
        return Failure{"the server-first-message demands an extension with m=, and none is known"};
    if (message.starts_with("e="))
        return Failure{"the server sent an error (e=) where its server-first-message belongs"};

    Reader reader(message);
    const auto nonce = reader.value('r');
    if (!nonce) return Failure{"the server-first-message does not begin with the nonce, r="};
    if (!nonce->starts_with(clientNonce))
        return Failure{"the server's nonce does not begin with the client's"};
    if (nonce->size() == clientNonce.size()) return Failure{"the server added nothing to the client's nonce"};
    const std::string_view own = nonce->substr(clientNonce.size());
    if (!std::all_of(own.begin(), own.end(), isPrintable))
        return Failure{"the server's nonce holds a character that is not printable ASCII"};

    const auto saltText = reader.value('s');
    if (!saltText) return Failure{"the salt, s=, does not come second in the server-first-message"};
    std::optional<std::string> salt = decodeBase64(*saltText);
    if (!salt) return Failure{"the salt of the server-first-message is not strict Base64"};
    if (salt->empty()) return Failure{"the salt of the server-first-message is empty"};

    const auto iterations = reader.value('i');
    if (!iterations)
        return Failure{"the iteration count, i=, does not come third in the server-first-message"};
    if (iterations->empty() || !std::all_of(iterations->begin(), iterations->end(), isDigit))
        return Failure{"the iteration count is not a decimal number"};
    if (iterations->front() == '0') return Failure{"the iteration count is 0 or begins with a zero"};

    if (const auto extensions = checkExtensions(reader, name, "rsi"); !extensions)
        return Failure{extensions.error()};
    return ServerFirst{std::string(*nonce), std::string(own), *std::move(salt), std::string(*iterations)};
}

Result<ServerFinal> parseServerFinal(std::string_view message) {
    constexpr std::string_view name = "server-final-message";
    if (const auto size = checkSize(name, message); !size) return Failure{size.error()};

    ServerFinal final;
    Reader reader(message);
    if (message.starts_with("e=")) {
        final.error = std::string(*reader.value('e'));
        if (final.error.empty()) return Failure{"the error, e=, of the server-final-message is empty"};
    } else {
        const auto text = reader.value('v');
        if (!text) return Failure{"the server-final-message begins neither with v= nor with e="};
        std::optional<std::string> signature = decodeBase64(*text);
        if (!signature) return Failure{"the server signature is not strict Base64"};
        if (signature->empty()) return Failure{"the server signature is empty"};
        final.signature = *std::move(signature);
    }
    if (const auto extensions = checkExtensions(reader, name, "ve"); !extensions)
        return Failure{extensions.error()};
    return final;
}

std::string scramName(std::string_view text) {
    std::string name;
    name.reserve(text.size());
    for (const char c : text) {
        if (c == ',')
            name += "=2C";
        else if (c == '=')
            name += "=3D";
        else
            name += c;
    }
    return name;
}

}  // namespace xmppconf::sasl
