#include "harness/stream/StreamFraming.h"

#include <fmt/format.h>

namespace xmppconf::stream {

namespace {

class DocumentFraming final : public StreamFraming {
  public:
    explicit DocumentFraming(xml::ReaderLimits limits) : reader_(limits) {}

    void feed(std::string_view octets) override { reader_.feed(octets); }
    std::optional<xml::StreamEvent> next() override { return reader_.next(); }
    void restart() override { reader_.restart(); }
    std::string_view unread() const override { return reader_.unread(); }

    std::string closing(const xml::Element* header) const override {
        if (!header) return "</stream:stream>";
        return header->prefix.empty() ? fmt::format("</{}>", header->name)
                                      : fmt::format("</{}:{}>", header->prefix, header->name);
    }

  private:
    xml::StreamReader reader_;
};

}  // namespace

std::unique_ptr<StreamFraming> documentFraming(xml::ReaderLimits limits) {
    return std::make_unique<DocumentFraming>(limits);
}

}  // namespace xmppconf::stream
