#include "tests/hostile/Hostile.h"

/// Peers that send what no XML stream may hold.

namespace xmppconf::test {

namespace {

using namespace std::string_literals;

class Xml : public Hostile {
  protected:
    void expectUnfitAfterHeader(const std::string& octets, const std::string& reason) {
        expectUnfit(
            [octets](Line& line) {
                host::header(line);
                line.send(octets);
                line.drain();
            },
            reason);
    }
};

TEST_F(Xml, entityBomb) {
    expectUnfit(
        [](Line& line) {
            std::string bomb = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a0 'ha'>";
            for (int i = 1; i < 100; ++i) bomb += fmt::format("<!ENTITY a{} '&a{};&a{};'>", i, i - 1, i - 1);
            line.send(bomb + "]><stream:stream id='&a99;'>");
            line.drain();
        },
        "document type declaration");
}

TEST_F(Xml, aForeignEntity) {
    expectUnfit(
        [](Line& line) {
            line.send("<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>");
            line.drain();
        },
        "document type declaration");
}

TEST_F(Xml, anEntityReference) {
    expectUnfitAfterHeader("<stream:features>&bomb;</stream:features>", "entity");
}

TEST_F(Xml, nulAtTheBeginning) {
    expectUnfit(
        [](Line& line) {
            line.send(std::string(100, '\0'));
            line.drain();
        },
        "set-up failed");
}

TEST_F(Xml, nulEverywhere) { expectUnfitAfterHeader("<stream:fea\0tures>\0</stream:features>\0"s, "NUL"); }

TEST_F(Xml, badUtf8InEveryPlace) {
    for (const std::string octets :
         {"<stream:features a='\xff\xfe'/>", "<stream:features>\xc0\x80</stream:features>",
          "<stream:features\xed\xa0\x80/>", "<!--\x80--><stream:features/>", "\xf5\xf5\xf5\xf5"})
        expectUnfitAfterHeader(octets, "not UTF-8");
}

TEST_F(Xml, anotherEncoding) {
    expectUnfit(
        [](Line& line) {
            line.send("\xff\xfe<\0?\0x\0m\0l\0"s);
            line.drain();
        },
        "set-up failed");
}

TEST_F(Xml, controlCharacters) {
    expectUnfitAfterHeader("<stream:features>\x01\x1b[2J\x07</stream:features>", "not well-formed");
}

TEST_F(Xml, aSecondRoot) {
    expectUnfit(
        [](Line& line) {
            host::header(line);
            line.send("</stream:stream><stream:stream><stream:stream>");
            line.drain();
        },
        "</stream:stream>");
}

}  // namespace

}  // namespace xmppconf::test
