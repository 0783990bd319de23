#pragma once

#include <expat.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What differs between the versions of expat. A function may be missing or deprecated whatever the version
/// says: each is asked for by name, in a template, which may name what is missing.
namespace xmppconf::xml::expat {

/// Events come at once: expat 2.6 and patched older ones put off reading incomplete tokens again. TokenWatch
/// spares us that work without delay.
template <class Parser>
void disableReparseDeferral(Parser parser) {
    if constexpr (requires { XML_SetReparseDeferralEnabled(parser, XML_FALSE); }) {
        XML_SetReparseDeferralEnabled(parser, XML_FALSE);
    }
}

/// Where the token of the event, or the error, begins; 0 where expat does not know.
template <class Parser>
std::uint64_t tokenIndex(Parser parser) {
    const auto index = [&] {
        if constexpr (requires { XML_GetCurrentByteIndex64(parser); }) {
            return XML_GetCurrentByteIndex64(parser);
        } else {
            return XML_GetCurrentByteIndex(parser);
        }
    }();
    return index > 0 ? static_cast<std::uint64_t>(index) : 0;
}

/// How many octets the token of the event has.
template <class Parser>
std::uint64_t tokenLength(Parser parser) {
    if constexpr (requires { XML_GetCurrentByteCount64(parser); }) {
        return static_cast<std::uint64_t>(XML_GetCurrentByteCount64(parser));
    } else {
        return static_cast<std::uint64_t>(XML_GetCurrentByteCount(parser));
    }
}

/// The line of the event or of the error.
template <class Parser>
std::uint64_t line(Parser parser) {
    if constexpr (requires { XML_GetCurrentLineNumber64(parser); }) {
        return static_cast<std::uint64_t>(XML_GetCurrentLineNumber64(parser));
    } else {
        return static_cast<std::uint64_t>(XML_GetCurrentLineNumber(parser));
    }
}

/// What expat still has of its input before the token of the event: valid within the handler that asks.
template <class Parser>
std::string_view before(Parser parser) {
    const char* buffer = nullptr;
    std::size_t offset = 0;
    if constexpr (requires { XML_GetInputContext64(parser, nullptr, nullptr); }) {
        std::int64_t at = 0;
        std::uint64_t size = 0;
        buffer = XML_GetInputContext64(parser, &at, &size);
        offset = static_cast<std::size_t>(at);
    } else {
        int at = 0;
        int size = 0;
        buffer = XML_GetInputContext(parser, &at, &size);
        offset = static_cast<std::size_t>(at);
    }
    return buffer ? std::string_view(buffer, offset) : std::string_view();
}

}  // namespace xmppconf::xml::expat
