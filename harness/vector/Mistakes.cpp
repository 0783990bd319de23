#include "harness/vector/Mistakes.h"

#include <fmt/format.h>

namespace xmppconf::vector {

std::string toString(const Place& place) {
    if (place.file && place.line == 0) return *place.file;
    return fmt::format("{}:{}:{}", place.file ? *place.file : "?", place.line, place.column);
}

void Mistakes::add(const Source& source) {
    sources_.emplace(source.name().get(), Known{&source, sources_.size()});
}

const Source* Mistakes::source(const Place& place) const {
    const auto known = sources_.find(place.file.get());
    return known == sources_.end() ? nullptr : known->second.source;
}

void Mistakes::add(const Place& exact, const std::string& sentence) {
    if (fragment_.empty()) return insert(exact, sentence);
    insert(detour_, fmt::format("{} (in fragment '{}', {})", sentence, fragment_, toString(exact)));
}

void Mistakes::insert(const Place& place, const std::string& sentence) {
    const auto known = sources_.find(place.file.get());
    if (known != sources_.end()) found_.emplace(known->second.order, place.line, place.column, sentence);
}

void Mistakes::at(const Place& place, const std::string& sentence) { add(place, sentence); }

void Mistakes::atAttribute(const Place& element, std::string_view attribute, const std::string& sentence) {
    const Source* in = source(element);
    add(in ? in->attribute(element, attribute) : element, sentence);
}

void Mistakes::atSnippet(const Place& element, std::string_view snippet, const std::string& sentence) {
    const Source* in = source(element);
    add(in ? in->inside(element, snippet) : element, sentence);
}

Diagnostics Mistakes::sorted() const {
    std::map<std::size_t, const Source*> byOrder;
    for (const auto& [name, known] : sources_) byOrder[known.order] = known.source;
    Diagnostics result;
    for (const auto& [order, line, column, sentence] : found_) {
        const Source& in = *byOrder[order];
        result.push_back({{in.name(), line, column}, sentence, in.line(line)});
    }
    return result;
}

Mistakes::Detour::Detour(Mistakes& mistakes, const Place& use, const std::string& fragment)
    : mistakes_(mistakes), outerPlace_(mistakes.detour_), outerFragment_(mistakes.fragment_) {
    if (fragment.empty() || outerFragment_.empty()) mistakes_.detour_ = use;
    mistakes_.fragment_ = fragment;
}

Mistakes::Detour::~Detour() {
    mistakes_.detour_ = outerPlace_;
    mistakes_.fragment_ = outerFragment_;
}

}  // namespace xmppconf::vector
