#pragma once

#include <optional>
#include <string>

#include "harness/vector/Pattern.h"
#include "harness/vector/Place.h"
#include "harness/xml/StreamEvent.h"

namespace xmppconf::vector {

/// What holds over all traffic of all vectors.
struct Invariant {
    enum class Kind {
        Always,        ///< whenever an element matches `whenever`, it matches `must`
        Never,         ///< the violation never occurs
        AnsweredOnce,  ///< no iq of ours gets two answers
        NeverInRun,    ///< no stream ID of the whole run is what `streamIds` says
        AfterError     ///< what follows a stream error, wherever a vector waits for the end: `what`
    };
    /// Behind a stream error come the closing tag, then nothing, and the end of the connection.
    enum class What { Tag, Silence, Connection };
    /// What the stream IDs of a run must not be: the same twice, or numbers that follow one another.
    enum class StreamIds { Repeated, Counted };
    std::string id;
    std::string requirement;
    Kind kind = Kind::Always;
    std::optional<Pattern> whenever;
    std::optional<Pattern> must;
    xml::Violation violation = xml::Violation::Comment;
    What what = What::Tag;
    StreamIds streamIds = StreamIds::Repeated;
    /// What breaks it cannot be read for what it should have said: a vector calls it wrong for nothing else.
    bool spoils = false;
    Place place;
    std::string source;  ///< as written
};

}  // namespace xmppconf::vector
