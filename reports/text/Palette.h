#pragma once

#include <string>
#include <string_view>

#include "harness/judge/Verdict.h"

namespace xmppconf::reports {

/// Colours and marks of the console; without colour every function hands the text back as it is.
class Palette {
  public:
    explicit Palette(bool colour) : colour_(colour) {}

    std::string paint(judge::Verdict verdict, std::string_view text) const;
    std::string bold(std::string_view text) const { return wrap("1", text); }
    std::string dim(std::string_view text) const { return wrap("2", text); }
    std::string sent(std::string_view text) const { return wrap("36", text); }
    std::string received(std::string_view text) const { return wrap("35", text); }
    /// A mark and the verdict's name, in colour, padded so that ids stand below each other.
    std::string badge(judge::Verdict verdict) const;

  private:
    std::string wrap(std::string_view code, std::string_view text) const;

    bool colour_;
};

}  // namespace xmppconf::reports
