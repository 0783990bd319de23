#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tests/faulty/faults/FaultTools.h"

namespace xmppconf::faulty {

namespace {

bool hasTo(const xml::StreamEvent& header) { return header.element->attribute("to").has_value(); }

/// A client's header for which this holds is dealt with in another way.
template <class When, class Deal>
auto onHeaderThat(When when, Deal deal) {
    return [=](Conduct& c) {
        c.onClientHeader.push_back([=](Stream& stream, const xml::StreamEvent& header) {
            if (!when(stream, header)) return false;
            deal(stream);
            return true;
        });
    };
}

auto withEmptyHost = [](Stream&, const xml::StreamEvent& header) {
    return hasTo(header) && header.element->attribute("to")->empty();
};

auto withCapitals = [](Stream& stream, const xml::StreamEvent& header) {
    return hasTo(header) && !header.element->attribute("to")->empty() &&
           header.element->attribute("to") != stream.server().site().domain;
};

/// An element for which this holds is dealt with in another way.
template <class When, class Deal>
auto onElementThat(When when, Deal deal) {
    return [=](Conduct& c) {
        c.onElement.push_back([=](Stream& stream, const xml::Element& element) {
            if (!when(stream, element)) return false;
            deal(stream, element);
            return true;
        });
    };
}

// UTF-16, in whichever order, with nothing but ASCII in it.
bool isUtf16(std::string_view octets) {
    return octets.starts_with("\xFF\xFE") || octets.starts_with("\xFE\xFF");
}

/// A header in UTF-16.
template <class Deal>
auto onUtf16(Deal deal) {
    return onRead([=](Stream& stream, std::string& octets) {
        if (stream.awaitsHeader() && isUtf16(octets)) deal(stream, octets);
    });
}

auto ofServers = [](Stream&, const xml::Element& element) { return element.ns == ns::server; };

void takeForClients(Stream& stream, const xml::Element& stanza) {
    if (stanza.name == "iq") {
        stream.send(resultOf(stanza));
        return;
    }
    const auto to = Jid::parse(stanza.attribute("to").value_or(""));
    if (Stream* receiver = to ? stream.server().at(*to) : nullptr) {
        Markup copy = Markup::of(stanza);
        moveInto(copy, ns::server, ns::client);
        receiver->send(std::move(copy), true);
    }
}

bool isCommand(const xml::Element& element) { return element.is(ns::tls, "starttls"); }

auto commandUnoffered = [](Stream& stream, const xml::Element& element) {
    return isCommand(element) && !stream.server().site().profile.startTls && !stream.authenticated();
};
auto commandAfterLogin = [](Stream& stream, const xml::Element& element) {
    return isCommand(element) && stream.authenticated();
};
auto oddCommand = [](Stream& stream, const xml::Element& element) {
    return isCommand(element) && element.firstChild && !stream.tls() && !stream.authenticated();
};

void ignore(Stream&, const xml::Element&) {}
void failTls(Stream& stream, const xml::Element&) { stream.send(Markup::element(ns::tls, "failure")); }

auto idleAbort = [](Stream& stream, const xml::Element& element) {
    return element.is(ns::sasl, "abort") && !stream.authenticated() && !stream.sasl().underWay();
};

constexpr std::array<std::string_view, 6> kMechanisms = {"PLAIN",       "DIGEST-MD5",    "ANONYMOUS",
                                                         "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"};

// An auth for what the server knows and does not offer.
auto unofferedAuth = [](Stream& stream, const xml::Element& element) {
    const bool early = stream.server().site().profile.demandsTls && !stream.tls();
    if (!element.is(ns::sasl, "auth") || stream.authenticated() || early) return false;
    const std::string name(element.attribute("mechanism").value_or(""));
    const auto offered = stream.sasl().offers();
    return std::find(kMechanisms.begin(), kMechanisms.end(), name) != kMechanisms.end() &&
           std::find(offered.begin(), offered.end(), name) == offered.end();
};

// The parts of PLAIN, and the gs2 header of SCRAM.
struct Initial {
    std::string authzid, user, password;
};
std::optional<Initial> plainOf(const xml::Element& auth) {
    const auto message = sasl::decodeBase64(auth.text());
    if (!auth.is(ns::sasl, "auth") || auth.attribute("mechanism") != "PLAIN" || !message) return std::nullopt;
    const auto first = message->find('\0');
    const auto second = first == message->npos ? first : message->find('\0', first + 1);
    if (second == message->npos) return std::nullopt;
    return Initial{message->substr(0, first), message->substr(first + 1, second - first - 1),
                   message->substr(second + 1)};
}
std::string scramAuthzidOf(const xml::Element& auth) {
    const auto message = sasl::decodeBase64(auth.text());
    const bool scram =
        auth.is(ns::sasl, "auth") && auth.attribute("mechanism").value_or("").starts_with("SCRAM-");
    const auto at = scram && message ? message->find(",a=") : std::string::npos;
    return at == std::string::npos ? "" : message->substr(at + 3, message->find(',', at + 1) - at - 3);
}

/// Reads of a single octet are lost.
template <class When>
auto losingOctets(When when) {
    return onRead([=](Stream& stream, std::string& octets) {
        if (octets.size() == 1 && when(stream)) octets.clear();
    });
}

/// The result of binding is changed.
template <class Change>
auto inBindResult(Change change) {
    return [=](Conduct& c) {
        c.onSend.push_back([=](Stream& stream, Outgoing& outgoing) {
            if (boundJid(outgoing.element)) change(stream, outgoing.element);
        });
    };
}

std::string somebodyElse(Stream& stream) {
    for (const auto& [user, password] : stream.server().site().accounts)
        if (user != stream.user()) return user + "@" + stream.server().site().domain;
    return "nobody@" + stream.server().site().domain;
}

/// Streams are numbered; `id` says what the number makes.
template <class Id>
auto numbered(Id id) {
    return [=](Conduct& c) {
        c.onHeader.push_back([=](Stream& stream, Header& header) {
            std::string& last = stream.server().notes["streams"];
            const int number = last.empty() ? 41900 : std::stoi(last) + 1;
            last = std::to_string(number);
            header.id = id(number);
        });
    };
}

/// Each two connections, one behind the other, have the same IDs: that of the first stream, of the second …
void sharedWithAnother(Conduct& c) {
    c.onHeader.push_back([](Stream& stream, Header& header) {
        const auto next = [](std::string& counter) {
            counter += '|';
            return counter.size() - 1;
        };
        std::string& pair = stream.notes["pair"];
        if (pair.empty()) pair = std::to_string(next(stream.server().notes["connections"]) / 2);
        octets::SeededRandom random(next(stream.notes["streams"]), pair);
        header.id = random.token(20);
    });
}

template <class When>
auto emptyFrom(When when) {
    return [=](Conduct& c) {
        c.onHeader.push_back([=](Stream& stream, Header& header) {
            if (!header.beforeError && when(stream)) header.from = "";
        });
    };
}

}  // namespace

std::span<const Fault> negotiationFaults() {
    static const std::vector<Fault> faults = {
        {"version-1.0-for-lower-ones", inHeader([](Header& header) {
             if (header.version) header.version = "1.0";
         })},
        {"version-11-wrong-condition", onHeaderThat(
                                           [](Stream& stream, const xml::StreamEvent&) {
                                               return stream.clientAttribute("version") == "11.0";
                                           },
                                           [](Stream& stream) { stream.streamError("policy-violation"); })},
        {"refused-header-constant-id", inHeader([](Header& header) {
             if (header.beforeError) header.id = "stream-error";
         })},
        {"ids-repeated-after-sasl",
         [](Conduct& c) {
             c.onHeader.push_back([](Stream& stream, Header& header) {
                 if (!stream.authenticated()) return;
                 std::string& first = stream.server().notes["id after sasl"];
                 if (first.empty()) first = header.id.value_or("");
                 header.id = first;
             });
         }},
        {"header-id-counted", numbered([](int number) { return std::to_string(number); })},
        {"header-id-counted-in-hex", numbered([](int number) { return fmt::format("stream-{:08x}-c2s", number); })},
        {"header-id-in-steps", numbered([](int number) { return std::to_string(2654435761 + 10007LL * number); })},
{"header-id-given-twice", sharedWithAnother},
        {"utf-16-accepted", onUtf16([](Stream&, std::string& octets) {
             std::erase(octets, '\0');
             octets.erase(0, octets.find("?>") + 2);
         })},
        {"utf-16-wrong-condition", onUtf16([](Stream& stream, std::string& octets) {
             octets.clear();
             stream.streamError("remote-connection-failed");
         })},
        {"domain-compared-by-case",
         onHeaderThat(withCapitals, [](Stream& stream) { stream.streamError("host-unknown"); })},
        {"bind-localpart-as-typed", [](Conduct& c) { c.keepsCapitalNames = true; }},
        {"bind-domain-of-header", inBindResult([](Stream& stream, Markup& result) {
             setText(*boundJid(result),
                     stream.user() + "@" + stream.clientAttribute("to") + "/" + stream.jid().resource);
         })},
        {"empty-host-hangs", onHeaderThat(withEmptyHost, [](Stream& stream) { stream.goDeaf(); })},
        {"empty-host-wrong-condition",
         onHeaderThat(withEmptyHost, [](Stream& stream) { stream.streamError("conflict"); })},
        {"header-from-empty-without-host",
         [](Conduct& c) {
             emptyFrom([](Stream& stream) { return stream.clientAttribute("to").empty(); })(c);
             onHeaderThat(withEmptyHost, [](Stream& stream) {
                 stream.sendHeader();
                 stream.sendFeatures();
             })(c);
         }},
        {"header-from-empty-after-tls",
         emptyFrom([](Stream& stream) { return stream.tls() && !stream.authenticated(); })},
        {"header-from-empty-after-sasl", emptyFrom([](Stream& stream) { return stream.authenticated(); })},
        {"jabber-server-accepted", onElementThat(
                                       [](Stream& stream, const xml::Element& element) {
                                           return stream.bound() && element.ns == ns::server;
                                       },
                                       takeForClients)},
        {"jabber-server-wrong-condition", onElementThat(ofServers,
                                                        [](Stream& stream, const xml::Element&) {
                                                            stream.streamError("remote-connection-failed");
                                                        })},
        {"jabber-server-hangs",
         onElementThat(ofServers, [](Stream& stream, const xml::Element&) { stream.goDeaf(); })},
        {"starttls-not-offered-ignored", onElementThat(commandUnoffered, ignore)},
        {"starttls-not-offered-stream-error",
         onElementThat(
             commandUnoffered,
             [](Stream& stream, const xml::Element&) { stream.streamError("unsupported-stanza-type"); })},
        {"starttls-not-offered-stays-open", onElementThat(commandUnoffered, failTls)},
        {"starttls-late-failure-stays-open", onElementThat(commandAfterLogin, failTls)},
        {"odd-starttls-ignored", onElementThat(oddCommand, ignore)},
        {"odd-starttls-failure-stays-open", onElementThat(oddCommand, failTls)},
        {"header-not-demanded", onRead([](Stream& stream, std::string& octets) {
             if (!stream.awaitsHeader() || stream.authenticated()) return;
             if (octets.starts_with("<auth") || octets.starts_with("<starttls"))
                 octets.insert(0,
                               "<stream:stream version='1.0' xmlns='jabber:client' "
                               "xmlns:stream='http://etherx.jabber.org/streams'>");
         })},
        {"idle-abort-ignored", onElementThat(idleAbort, ignore)},
        {"idle-abort-condition", onElementThat(idleAbort,
                                               [](Stream& stream, const xml::Element&) {
                                                   stream.sasl().failWith("temporary-auth-failure");
                                               })},
        {"idle-abort-ends-sasl", onElementThat(idleAbort,
                                               [](Stream& stream, const xml::Element&) {
                                                   stream.sasl().failWith("aborted");
                                                   stream.goDeaf();
                                               })},
        {"mechanisms-taken-unoffered",
         onElementThat(unofferedAuth,
                       [](Stream& stream, const xml::Element& auth) {
                           stream.sasl().begin(std::string(*auth.attribute("mechanism")), auth.text());
                       })},
        {"plus-taken-unoffered",
         [](Conduct& c) {
             c.scram.knowsEveryBinding = true;
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const std::string name(element.attribute("mechanism").value_or(""));
                 const auto offered = stream.sasl().offers();
                 if (!element.is(ns::sasl, "auth") || stream.authenticated() || !name.ends_with("-PLUS") ||
                     std::find(offered.begin(), offered.end(), name) != offered.end())
                     return false;
                 stream.sasl().begin(name, element.text());
                 return true;
             });
         }},
        {"unoffered-mechanism-condition", onElementThat(unofferedAuth,
                                                        [](Stream& stream, const xml::Element&) {
                                                            stream.sasl().failWith("account-disabled");
                                                        })},
        {"plain-64-octets-at-most", onElementThat(
                                        [](Stream&, const xml::Element& element) {
                                            const auto plain = plainOf(element);
                                            return plain && std::max(plain->user.size(),
                                                                     plain->password.size()) > 64;
                                        },
                                        [](Stream& stream, const xml::Element&) {
                                            stream.sasl().failWith("malformed-request");
                                        })},
        {"password-compared-in-part",
         onElementThat(
             [](Stream& stream, const xml::Element& element) {
                 const auto plain = plainOf(element);
                 const std::string* right = plain ? stream.server().passwordOf(plain->user) : nullptr;
                 return !stream.authenticated() && right && plain->authzid.empty() &&
                        plain->password.starts_with(*right) &&
                        (stream.tls() || !stream.server().site().profile.demandsTls);
             },
             [](Stream& stream, const xml::Element& auth) {
                 stream.sasl().succeed(plainOf(auth)->user, std::nullopt);
             })},
        {"single-octets-lost-in-header", losingOctets([](Stream& stream) { return stream.awaitsHeader(); })},
        {"single-octets-lost-before-login", losingOctets([](Stream& stream) {
             return !stream.awaitsHeader() && !stream.authenticated();
         })},
        {"single-octets-lost-after-login",
         losingOctets([](Stream& stream) { return !stream.awaitsHeader() && stream.authenticated(); })},
        {"bind-result-to-somebody-else", inBindResult([](Stream& stream, Markup& result) {
             result.set("to", somebodyElse(stream));
         })},
        {"bind-result-to-domain", inBindResult([](Stream& stream, Markup& result) {
             result.set("to", stream.jid().domain);
         })},
        {"bind-result-from-somebody-else", inBindResult([](Stream& stream, Markup& result) {
             result.set("from", somebodyElse(stream));
         })},
        {"own-authzid-refused-at-once", onElementThat(
                                            [](Stream& stream, const xml::Element& element) {
                                                return !stream.authenticated() &&
                                                       !scramAuthzidOf(element).empty();
                                            },
                                            [](Stream& stream, const xml::Element&) {
                                                stream.sasl().fail(Refusal::ForeignAuthzid);
                                            })},
        {"bind-bare-authzid",
         [](Conduct& c) {
             c.onElement.push_back([](Stream& stream, const xml::Element& element) {
                 const auto plain = plainOf(element);
                 const std::string authzid = plain ? plain->authzid : scramAuthzidOf(element);
                 if (element.is(ns::sasl, "auth")) stream.notes["authzid"] = authzid;
                 return false;
             });
             inBindResult([](Stream& stream, Markup& result) {
                 if (stream.notes["authzid"].empty()) return;
                 setText(*boundJid(result), stream.user() + "\\40" + stream.jid().domain + "@" +
                                                stream.jid().domain + "/" + stream.jid().resource);
             })(c);
         }},
    };
    return faults;
}

}  // namespace xmppconf::faulty
