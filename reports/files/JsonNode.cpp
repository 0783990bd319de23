#include "reports/files/JsonNode.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/text/LineAndColumn.h"

namespace xmppconf::reports {

namespace {

constexpr int kDeepest = 32;

}  // namespace

Result<nlohmann::json> parseJson(std::string_view text, const std::string& name, std::size_t mostEvents) {
    std::size_t events = 0;
    const auto bounded = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > kDeepest) throw JsonMistake{fmt::format("{}: is nested too deeply", name)};
        if (++events > mostEvents) throw JsonMistake{fmt::format("{}: holds too many values", name)};
        return true;
    };
    try {
        return nlohmann::json::parse(text, bounded);
    } catch (const nlohmann::json::parse_error& error) {
        return Failure{fmt::format("{}:{}: this is not valid JSON", name, lineAndColumn(text, error.byte))};
    } catch (const nlohmann::json::out_of_range&) {
        return Failure{fmt::format("{}: holds a number that is too large", name)};
    } catch (const JsonMistake& mistake) {
        return Failure{mistake.sentence};
    }
}

JsonNode JsonNode::at(std::string_view member) const {
    if (!value_->is_object()) fail("is not an object");
    const auto found = value_->find(member);
    JsonNode node(found == value_->end() ? *value_ : *found,
                  fmt::format("{}{}{}", place_, root_ ? ": " : ".", member), false);
    if (found == value_->end()) node.fail("is missing");
    return node;
}

bool JsonNode::has(std::string_view member) const {
    if (!value_->is_object()) fail("is not an object");
    const auto found = value_->find(member);
    return found != value_->end() && !found->is_null();
}

void JsonNode::each(const std::function<void(const JsonNode&)>& use) const {
    if (!value_->is_array()) fail("is not an array");
    for (std::size_t i = 0; i < value_->size(); ++i)
        use(JsonNode((*value_)[i], fmt::format("{}[{}]", place_, i), false));
}

const std::string& JsonNode::text() const {
    if (!value_->is_string()) fail("is not a string");
    return value_->get_ref<const std::string&>();
}

bool JsonNode::boolean() const {
    if (!value_->is_boolean()) fail("is not true or false");
    return value_->get<bool>();
}

std::uint64_t JsonNode::number(std::uint64_t most) const {
    if (!value_->is_number_unsigned() || value_->get<std::uint64_t>() > most)
        fail(fmt::format("is not a whole number from 0 to {}", most));
    return value_->get<std::uint64_t>();
}

void JsonNode::fail(std::string_view what) const {
    throw JsonMistake{fmt::format("{}{} {}", place_, root_ ? ":" : "", what)};
}

}  // namespace xmppconf::reports
