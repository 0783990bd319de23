#include <gtest/gtest.h>
#include <tinyxml2.h>

#include <set>
#include <string>

#include "harness/sasl/Exchange.h"

namespace xmppconf::vector {

namespace {

const tinyxml2::XMLElement* find(const tinyxml2::XMLElement& in, const char* kind, std::string_view name) {
    for (const auto* child = in.FirstChildElement(); child; child = child->NextSiblingElement()) {
        const char* itsName = child->Attribute("name");
        if (std::string_view(child->Name()) == kind && itsName && name == itsName) return child;
        if (const auto* deeper = find(*child, kind, name)) return deeper;
    }
    return nullptr;
}

TEST(Schema, HasTheAttributesOfEveryMechanism) {
    tinyxml2::XMLDocument schema;
    ASSERT_EQ(schema.LoadFile(XMPPCONF_ROOT "/vectors/vectors.xsd"), tinyxml2::XML_SUCCESS);
    for (const auto& form : sasl::mechanismForms()) {
        const auto* element = find(*schema.RootElement(), "xs:element", form.action);
        ASSERT_NE(element, nullptr) << form.action;
        std::set<std::string_view> written, required;
        const auto* type = element->FirstChildElement("xs:complexType");
        for (const auto* attribute = type->FirstChildElement("xs:attribute"); attribute;
             attribute = attribute->NextSiblingElement("xs:attribute")) {
            written.insert(attribute->Attribute("name"));
            if (attribute->Attribute("use", "required")) required.insert(attribute->Attribute("name"));
        }
        written.erase("account");
        EXPECT_EQ(written, std::set<std::string_view>(form.attributes.begin(), form.attributes.end()))
            << form.action;
        EXPECT_EQ(required, std::set<std::string_view>(form.required.begin(), form.required.end()))
            << form.action;
    }
}

}  // namespace

}  // namespace xmppconf::vector
