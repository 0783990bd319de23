#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "harness/Result.h"

namespace xmppconf::reports {

/// Thrown where a JSON document is not what it should be; `parseJson`'s caller turns it into a `Failure`.
struct JsonMistake {
    std::string sentence;
};

/// A JSON document from a foreign file: at most 32 levels deep, and bounded in what it holds (`mostEvents`:
/// each value counts, arrays and objects twice). The sentence names the file, line and column.
Result<nlohmann::json> parseJson(std::string_view text, const std::string& name,
                                 std::size_t mostEvents = 8'000'000);

/// A value of a JSON document that knows where it stands, so that mistakes can be told with their place. All
/// functions throw a JsonMistake when the value is not what they ask for.
class JsonNode {
  public:
    /// The document must outlive the node; `name` is that of the file.
    JsonNode(const nlohmann::json& value, std::string name) : value_(&value), place_(std::move(name)) {}

    JsonNode at(std::string_view member) const;
    bool has(std::string_view member) const;                           ///< there, and not null
    void each(const std::function<void(const JsonNode&)>& use) const;  ///< of an array

    const std::string& text() const;
    bool boolean() const;
    std::uint64_t number(std::uint64_t most) const;

    [[noreturn]] void fail(std::string_view what) const;  ///< "… is not a string"

  private:
    JsonNode(const nlohmann::json& value, std::string place, bool root)
        : value_(&value), place_(std::move(place)), root_(root) {}

    const nlohmann::json* value_;
    std::string place_;
    bool root_ = true;
};

}  // namespace xmppconf::reports
