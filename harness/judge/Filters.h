#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/Result.h"
#include "harness/judge/Values.h"
#include "harness/vector/Template.h"

namespace xmppconf::judge {

/// Applies the filters of an insert, from left to right; `raw` changes nothing here.
Result<std::string> applyFilters(const std::vector<vector::Filter>& filters, std::string value);

/// Undoes the encoding that a take names: `base64` and `hex`, both strictly.
Result<std::string> decodeTaken(const std::vector<vector::Filter>& filters, std::string_view text);

bool isRaw(const std::vector<vector::Filter>& filters);

std::string escapeXml(std::string_view text);

enum class Escaping { None, Xml };

/// The text with every insert replaced by its value. Takes have no place in it.
Result<std::string> expand(const vector::Template& text, Values& values, Escaping escaping);

}  // namespace xmppconf::judge
