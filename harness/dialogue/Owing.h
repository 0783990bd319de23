#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/judge/Values.h"
#include "harness/stream/Item.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::dialogue {

/// Who ends the stream owes an error for it, and who sends an element, what such an element must be, whatever
/// else would have been an answer: of the awaited actions the others go. `incoming` may be null.
void keepKindOf(const stream::Item* incoming, std::vector<const vector::Action*>& awaited);

/// The requirements by which the server owes what these actions wait for, one or the other, where nothing
/// that came has such a name. Empty: something had, or nothing owes one of them.
std::vector<std::string> owedBy(const vector::Corpus& corpus,
                                const std::vector<const vector::Action*>& awaited,
                                const std::vector<const stream::Item*>& came, judge::Values& values);

/// The requirements that guard what came, given by this mechanism. Empty: none does.
std::vector<std::string> guardsOf(const vector::Corpus& corpus, const stream::Item& incoming,
                                  std::string_view mechanism, judge::Values& values);

}  // namespace xmppconf::dialogue
