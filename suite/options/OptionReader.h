#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/Result.h"
#include "harness/vector/DidYouMean.h"
#include "suite/options/OptionTable.h"

namespace xmppconf::suite {

/// The values an option may have, and what each means.
template <class T>
using Choices = std::vector<std::pair<std::string_view, T>>;

/// Reads the values of options; of several mistakes the first is kept.
class OptionReader {
  public:
    /// The options must outlive this.
    explicit OptionReader(const GivenOptions& given) : given_(given) {}

    const std::string& failure() const { return failure_; }  ///< a sentence; empty: none
    void fail(std::string sentence) {
        if (failure_.empty()) failure_ = std::move(sentence);
    }
    bool has(std::string_view name) const { return given_.find(name) != given_.end(); }

    void text(std::string_view name, std::string& into) {
        const std::string* value = single(name);
        if (!value) return;
        if (value->empty()) fail(fmt::format("the value of {} is empty", name));
        into = *value;
    }
    void texts(std::string_view name, std::vector<std::string>& into) {
        const auto found = given_.find(name);
        if (found == given_.end()) return;
        for (const std::string& value : found->second)
            if (value.empty()) fail(fmt::format("the value of {} is empty", name));
        into = found->second;
    }
    template <class T>
    void choice(std::string_view name, const Choices<T>& choices, T& into) {
        const std::string* value = single(name);
        if (!value) return;
        std::vector<std::string_view> names;
        for (const auto& [known, meaning] : choices) {
            if (known == *value) {
                into = meaning;
                return;
            }
            names.push_back(known);
        }
        fail(fmt::format("{} is {}, not '{}'{}", name, listed(names), *value,
                         vector::didYouMean(*value, names)));
    }
    template <class T, class Take>
    void checked(std::string_view name, T (*parse)(std::string_view), Take take) {
        const std::string* value = single(name);
        if (!value) return;
        auto parsed = parse(*value);
        if (parsed)
            take(std::move(parsed).value());
        else
            fail(parsed.error());
    }

  private:
    const std::string* single(std::string_view name) const {
        const auto found = given_.find(name);
        return found == given_.end() ? nullptr : &found->second.front();
    }
    static std::string listed(const std::vector<std::string_view>& names) {
        std::string text;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
            text += names[i];
        }
        return text;
    }

    const GivenOptions& given_;
    std::string failure_;
};

}  // namespace xmppconf::suite
