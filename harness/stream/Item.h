#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/octets/Clock.h"
#include "harness/xml/StreamEvent.h"

namespace xmppconf::stream {

/// What one side said next on a stream, or that nothing more can come.
struct Item {
    enum class Kind {
        Header,
        Element,
        ClosingTag,
        Breach,      ///< something that is forbidden, and what follows can be read all the same
        Unreadable,  ///< what follows cannot be read, `sentence` says why
        HungUp,      ///< we ended the connection, for the other side sent more than we bear; stays so
        Ended        ///< the connection is over, `sentence` says how; stays so
    };
    /// Whether an element has to be what is due next.
    enum class Standing {
        Due,         ///< it is what that side has to say now, right or wrong
        OwnAccount,  ///< it may be sent at any time: it may be left for later
        Unasked      ///< it answers nothing that was sent, and nobody sends it on its own account
    };
    Kind kind = Kind::Ended;
    xml::StreamEvent event{};  ///< of all but HungUp and Ended
    std::string sentence{};
    octets::Instant at{};  ///< when its last octets came
    /// Octets that the side had said on this layer, up to and with it; nothing of HungUp and Ended.
    std::uint64_t end = 0;
    Standing standing = Standing::Due;
    /// A stream error or an end that had come before we sent what is to be answered (`Inbox::sending`).
    bool early = false;
    /// The requirements that it breaks in all traffic so that it cannot be read for what it should have said:
    /// known to who judges all traffic.
    std::vector<std::string> spoiledBy{};

    const xml::Element* element() const { return event.element.get(); }
    bool isElement(std::string_view ns, std::string_view name) const {
        return kind == Kind::Element && event.element->is(ns, name);
    }
};

}  // namespace xmppconf::stream
