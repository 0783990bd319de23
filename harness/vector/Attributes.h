#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/vector/Mistakes.h"
#include "harness/vector/Parameters.h"
#include "harness/vector/Tag.h"

namespace xmppconf::vector {

/// The attributes of one element of ours: each is asked for by name and checked, and what nobody asked for is
/// a mistake at the end. Values that a fragment's open parameters leave undecided read as if they were
/// absent, without a mistake.
class Attributes {
  public:
    /// Both must outlive this.
    Attributes(const Tag& tag, const Parameters& parameters, Mistakes& mistakes);

    bool has(std::string_view name) const;
    /// Undecided until the fragment is used.
    bool isOpen(std::string_view name) const;

    /// The value as it is, possibly empty.
    std::optional<std::string> value(std::string_view name);
    /// A text for people, collapsed; empty is a mistake.
    std::string text(std::string_view name);
    /// The same, and it must be there.
    std::string requiredText(std::string_view name);
    /// The value in one of the forms of Words.h; `what` describes the form in a mistake.
    std::optional<std::string> form(std::string_view name, bool (*fits)(std::string_view),
                                    std::string_view what);
    std::optional<std::string> slug(std::string_view name);
    std::optional<std::string> requiredSlug(std::string_view name);
    /// Which of the words it is.
    std::optional<std::size_t> choice(std::string_view name, std::initializer_list<std::string_view> words);
    bool yes(std::string_view name, bool otherwise = false);
    std::string role(std::string_view name);
    std::optional<octets::Duration> duration(std::string_view name);
    std::optional<unsigned> number(std::string_view name, unsigned least, std::size_t digits);
    /// Words separated by blanks; at least one.
    std::vector<std::string> words(std::string_view name);
    /// The same, and each is a slug.
    std::vector<std::string> slugs(std::string_view name);
    std::optional<Template> pattern(std::string_view name, Takes takes, std::string_view conn);
    void required(std::string_view name);
    /// It is not there, and the sentence says why it should be; a misspelt one takes the blame instead.
    void missing(std::string_view name, std::string sentence);
    /// The attributes left over, for elements that take any; they count as asked for.
    std::vector<TagAttribute> others();

    void mistake(std::string_view name, const std::string& sentence);
    /// Reports what is unknown.
    void finish();

  private:
    struct Entry {
        TagAttribute attribute;
        bool asked = false;
    };
    Entry* find(std::string_view name);

    const Tag& tag_;
    const Parameters& parameters_;
    Mistakes& mistakes_;
    std::vector<Entry> entries_;
    std::vector<std::string_view> known_;
    std::vector<std::pair<std::string, std::string>> missing_;  ///< name and sentence
};

}  // namespace xmppconf::vector
