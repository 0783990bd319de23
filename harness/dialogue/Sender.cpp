#include "harness/dialogue/Sender.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/judge/Filters.h"

namespace xmppconf::dialogue {

Flow Sender::send(const vector::Action& action, const vector::Send& send) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));
    std::string pending;  // what goes out in one write
    for (const auto& part : send.parts) {
        if (const auto* text = std::get_if<vector::Template>(&part)) {
            auto octets = judge::expand(*text, stage_.scope, judge::Escaping::Xml);
            // the loader knows all names: what has no value now depends on what the server said before
            if (!octets) return stage_.ledger.block(octets.error());
            pending += octets.value();
            continue;
        }
        if (const auto* octets = std::get_if<vector::Octets>(&part)) {
            pending += octets->octets;
            continue;
        }
        if (write(action, *connection, send, pending) == Flow::Stop) return Flow::Stop;
        if (std::holds_alternative<vector::NewStream>(part)) {
            connection->newOutgoingStream();
        } else if (flush(*connection) == Flow::Stop) {
            return Flow::Stop;
        }
        if (const auto* stop = std::get_if<vector::Pause>(&part)) pause(stop->duration);
    }
    return write(action, *connection, send, pending);
}

Flow Sender::write(const vector::Action& action, Connection& connection, const vector::Send& send,
                   std::string& pending) {
    const std::size_t chunk = send.chunk == 0 ? pending.size() : send.chunk;
    for (std::size_t at = 0; at < pending.size(); at += chunk) {
        const auto piece = std::string_view(pending).substr(at, chunk);
        if (auto sent = connection.send(piece, !send.malformed, at > 0); !sent) {
            const vector::Place& place = action.place;
            return stage_.ledger.error(
                fmt::format("{}:{}: {}", place.file ? *place.file : "", place.line, sent.error()));
        }
        if (send.chunk != 0 && flush(connection) == Flow::Stop) return Flow::Stop;
    }
    pending.clear();
    return Flow::Continue;
}

Flow Sender::flush(Connection& connection) {
    const octets::Instant deadline = stage_.clock.now() + stage_.context.timeout;
    while (connection.live() && !connection.link().flushed() && !stage_.interrupted()) {
        if (stage_.clock.now() >= deadline) {
            return stage_.ledger.block(
                fmt::format("we could not send all: the server did not read on for {:g} s",
                            std::chrono::duration<double>(octets::Duration(stage_.context.timeout)).count()));
        }
        stage_.pump(deadline);
    }
    return Flow::Continue;
}

void Sender::pause(octets::Duration duration) {
    const octets::Instant end = stage_.clock.now() + duration;
    while (!stage_.interrupted() && stage_.clock.now() < end) stage_.pump(end);
}

}  // namespace xmppconf::dialogue
