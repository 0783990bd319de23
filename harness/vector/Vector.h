#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/Action.h"
#include "harness/vector/Place.h"

namespace xmppconf::vector {

/// The steps of a login, in the order of reports; then the traffic of all of them, which no vector file
/// names: it is that of `Corpus::always`.
enum class Step { Stream, Features, StartTls, Sasl, Restart, Bind, Session, Stanza, Xml, Close, Always };
inline constexpr int kSteps = 11;
std::string_view nameOf(Step step);  ///< "stream", "features", "starttls", …
std::optional<Step> stepNamed(std::string_view name);

struct Judges {
    std::string as;
    std::string requirement;
};

/// An account's login by a SASL mechanism, as offered ("SCRAM-SHA-1-PLUS").
struct Control {
    std::string role;
    std::string mechanism;

    bool operator==(const Control&) const = default;
};

/// One test conversation.
struct Vector {
    std::string id;
    std::string title;
    Step step = Step::Stream;
    int revision = 1;  ///< raised whenever it may judge otherwise than before
    bool intrusive = false;
    bool harmful = false;  ///< may hurt the server: the canary runs again after it
    std::string seen;      ///< where a real server had the bug that this vector catches
    std::string note;      ///< how an ambiguous text was read; empty: none
    std::vector<Judges> judges;
    std::vector<std::string> catches;
    std::vector<std::string> roles;  ///< account roles its actions name, in order of appearance
    /// The logins that its SASL exchanges are about, except those that <if account="…"> has chosen.
    std::vector<Control> exchanges;
    /// Those of them that must work elsewhere before a refusal here says anything (see Controls.h).
    std::vector<Control> controls;
    Actions actions;
    Place place;
    int lastLine = 0;
    std::string source;  ///< the vector as written
};

}  // namespace xmppconf::vector
