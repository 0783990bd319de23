#include "harness/dialogue/Sender.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/judge/Filters.h"

namespace xmppconf::dialogue {

Flow Sender::send(const vector::Action& action, const vector::Send& send) {
    Connection* connection = stage_.find(action.conn);
    if (!connection) return stage_.ledger.error(fmt::format("there is no connection '{}'", action.conn));

    const auto failed = [&](const std::string& why) {
        return stage_.ledger.error(
            fmt::format("{}:{}: {}", action.place.file ? *action.place.file : "", action.place.line, why));
    };
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
        if (auto written = write(*connection, send, pending); !written) return failed(written.error());
        if (std::holds_alternative<vector::NewStream>(part)) {
            connection->newOutgoingStream();
        } else {
            flush(*connection);
        }
        if (const auto* stop = std::get_if<vector::Pause>(&part)) pause(stop->duration);
    }
    if (auto written = write(*connection, send, pending); !written) return failed(written.error());
    return Flow::Continue;
}

Result<void> Sender::write(Connection& connection, const vector::Send& send, std::string& pending) {
    const std::size_t chunk = send.chunk == 0 ? pending.size() : send.chunk;
    if (!pending.empty()) stage_.recorder.sent(connection.name(), pending);
    for (std::size_t at = 0; at < pending.size(); at += chunk) {
        const auto piece = std::string_view(pending).substr(at, chunk);
        if (auto sent = connection.send(piece, !send.malformed); !sent) return sent;
        if (send.chunk != 0) flush(connection);
    }
    pending.clear();
    return {};
}

void Sender::flush(Connection& connection) {
    const octets::Instant deadline = stage_.clock.now() + stage_.context.timeout;
    while (connection.live() && !connection.link().flushed() && !stage_.interrupted() &&
           stage_.clock.now() < deadline) {
        stage_.pump(deadline);
    }
}

void Sender::pause(octets::Duration duration) {
    const octets::Instant end = stage_.clock.now() + duration;
    while (!stage_.interrupted() && stage_.clock.now() < end) stage_.pump(end);
}

}  // namespace xmppconf::dialogue
