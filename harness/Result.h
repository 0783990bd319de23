#pragma once

#include <string>
#include <utility>
#include <variant>

namespace xmppconf {

/// Why something could not be done, as a sentence in the user's words.
struct Failure {
    std::string sentence;
};

/// A value, or the sentence that says why there is none.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T& value() const& { return std::get<0>(state_); }
    T& value() & { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    const std::string& error() const { return std::get<1>(state_).sentence; }

  private:
    std::variant<T, Failure> state_;
};

/// The outcome of something that yields no value.
template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Failure failure) : failed_(true), failure_(std::move(failure)) {}

    bool ok() const { return !failed_; }
    explicit operator bool() const { return ok(); }
    const std::string& error() const { return failure_.sentence; }

  private:
    bool failed_ = false;
    Failure failure_;
};

}  // namespace xmppconf
