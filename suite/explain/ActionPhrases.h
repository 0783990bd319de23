#pragma once

#include <string>

#include "harness/vector/Action.h"

namespace xmppconf::suite {

/// Parts of actions in words, for people.
std::string phraseOf(const vector::SendPart& part);
std::string phraseOf(const vector::ExpectEnd& end);
std::string phraseOf(const vector::Need& need);  ///< its condition
std::string phraseOf(const vector::If& branch);  ///< its condition
std::string phraseOf(const vector::Assert& check);

}  // namespace xmppconf::suite
